"""Words of which the synthetic directories are made, as (Chinese, English)."""
# ruff: noqa: SIM905

CATEGORIES = [
    ("服务网格", "Service mesh"),
    ("API 网关与入口", "API gateway & ingress"),
    ("数据平面代理", "Data-plane proxy"),
    ("RPC 与微服务框架", "RPC & microservice framework"),
    ("服务发现与配置", "Service discovery & configuration"),
    ("应用服务器与运行时", "Application server & runtime"),
    ("可观测与管理工具", "Observability & management"),
    ("标准与规范", "Standards & specifications"),
]
LEVELS = [("核心", "core"), ("扩展", "extensions"), ("工具", "tools")]

MAKERS = [
    ("开源社区", "Community"),
    ("腾讯开源", "Tencent"),
    ("阿里巴巴开源", "Alibaba"),
    ("蚂蚁集团", "Ant Group"),
    ("谷歌推出", "Google"),
    ("字节跳动开源", "ByteDance"),
    ("华为云", "Huawei Cloud"),
    ("早期", "Early"),
    ("实验性", "Experimental"),
    ("商业支持", "Commercially supported"),
    ("轻量级", "Lightweight"),
    ("面向生产环境", "Production-grade"),
]
KINDS = [
    ("服务网格", "service mesh"),
    ("控制平面", "control plane"),
    ("API 网关", "API gateway"),
    ("入口控制器", "ingress controller"),
    ("网络代理框架", "proxy framework"),
    ("负载均衡器", "load balancer"),
    ("微服务框架", "microservice framework"),
    ("注册与配置中心", "registry and configuration centre"),
    ("应用运行时", "application runtime"),
    ("链路追踪系统", "tracing system"),
    ("故障注入工具", "fault injection tool"),
    ("流量治理组件", "traffic control library"),
    ("命令行客户端", "command-line client"),
    ("管理控制台", "management console"),
    ("性能测试工具", "benchmarking tool"),
    ("接口规范", "interface specification"),
    ("边车注入器", "sidecar injector"),
    ("分布式任务调度平台", "job scheduling platform"),
    ("消息中间件", "message broker"),
    ("证书签发服务", "certificate authority"),
]
GROUNDS = [
    ("以 Envoy 为数据平面", "runs Envoy as its data plane"),
    ("基于 OpenResty 实现", "is built on OpenResty"),
    ("使用 Rust 编写", "is written in Rust"),
    ("使用 Go 语言实现", "is written in Go"),
    ("以 Java 探针方式接入", "attaches to Java programs as an agent"),
    ("用 eBPF 将转发下沉到内核", "moves forwarding into the kernel with eBPF"),
    ("通过 WebAssembly 插件扩展", "takes plugins in WebAssembly"),
    ("遵循 xDS 协议", "speaks the xDS protocols"),
    ("部署在 Kubernetes 之上", "runs on Kubernetes"),
    ("采用无边车架构", "needs no sidecar"),
    ("基于 Netty 实现", "is built on Netty"),
    ("由 Helm 一键安装", "installs with one Helm chart"),
    ("以单个二进制文件发布", "ships as a single binary"),
    ("兼容 Spring Cloud 生态", "fits into Spring Cloud"),
]
FEATURES = [
    ("服务发现", "service discovery"),
    ("限流", "rate limiting"),
    ("熔断", "circuit breaking"),
    ("负载均衡", "load balancing"),
    ("双向 TLS", "mutual TLS"),
    ("金丝雀发布", "canary release"),
    ("链路追踪", "tracing"),
    ("动态路由", "dynamic routing"),
    ("多集群", "multi-cluster"),
    ("可观测性", "observability"),
    ("配置管理", "configuration"),
    ("故障注入", "fault injection"),
    ("流量镜像", "traffic mirroring"),
    ("身份认证", "authentication"),
    ("访问控制", "access control"),
    ("协议转换", "protocol translation"),
    ("健康检查", "health checks"),
    ("服务注册", "service registry"),
    ("日志采集", "log collection"),
    ("指标监控", "metrics"),
    ("重试", "retries"),
    ("超时控制", "timeouts"),
    ("蓝绿部署", "blue-green deployment"),
    ("流量切分", "traffic splitting"),
    ("证书轮换", "certificate rotation"),
    ("虚拟机接入", "virtual machines"),
    ("插件扩展", "plugins"),
    ("边缘部署", "edge deployment"),
    ("缓存", "caching"),
    ("灰度策略", "gradual rollout"),
    ("响应压缩", "compression"),
    ("会话保持", "sticky sessions"),
    ("代码生成", "code generation"),
    ("拓扑可视化", "topology maps"),
    ("审计", "auditing"),
    ("密钥管理", "secret management"),
    ("事件驱动", "event-driven"),
    ("长连接", "long-lived connections"),
    ("多协议", "multi-protocol"),
    ("命名空间隔离", "namespace isolation"),
    ("自动扩缩容", "autoscaling"),
    ("优雅下线", "graceful shutdown"),
    ("请求录制", "request recording"),
    ("压力测试", "load testing"),
    ("混沌工程", "chaos engineering"),
    ("成本分析", "cost analysis"),
    ("离线部署", "offline installation"),
    ("国产密码", "Chinese ciphers"),
    ("大模型接入", "model gateway"),
    ("服务编排", "orchestration"),
]
# With FEATURES these make the tags.
SETTINGS = [
    ("", ""),
    ("边缘", "edge"),
    ("金融", "financial"),
    ("物联网", "IoT"),
    ("电信", "telecom"),
    ("游戏", "gaming"),
]
ENDINGS = [
    ("适合大规模微服务场景", "for microservices at large scale"),
    ("适合中小团队快速上手", "for small teams that want a quick start"),
    ("已用于多家企业的生产环境", "used in production by several companies"),
    ("已停止维护", "no longer maintained"),
    ("尚处早期阶段", "still at an early stage"),
    ("可与 Istio 配合使用", "works beside Istio"),
    ("可替代传统网关", "can replace a classic gateway"),
    ("面向边缘与物联网场景", "for the edge and the internet of things"),
]
NAME_STARTS = (
    "Kube Mesh Cloud Nova Star Open Micro Flux Argo Helio Terra Blue Iron Swift Deep River Pilot "
    "Amber Falcon Orbit Quant Rapid Sky Tide Volt Wave Zen Apex Bolt Core Delta Echo Flow Giga "
    "Hyper Ion Jade Kilo Lumen Multi"
).split()
NAME_MIDDLES = (
    "route gate proxy link mesh serve trace sync cast hub bridge port lane stream grid node bus "
    "relay shift ray ward lock beam path fabric sail dock spring forge nest"
).split()
NAME_ENDS = ["", "d", "ctl", " Gateway", " Proxy", " Operator", ".io", "-go", "4j", "X", " Agent"]
NAMES_ZH = "云 星 石 海 山 风 川 岳 桥 舟 灯 塔 帆 河 松 竹".split()

LANGUAGES = (
    "Go Java Rust C++ Python TypeScript C JavaScript Lua C# Kotlin Scala Ruby PHP Erlang Elixir "
    "Haskell OCaml Clojure Zig Swift Dart Perl R Julia Nim Crystal D F# Groovy Shell Haxe Vala "
    "Racket Scheme Tcl Ada Fortran Pony Gleam"
).split()
LICENSES = (
    "Apache-2.0 MIT BSD-3-Clause GPL-3.0-only MPL-2.0 BSD-2-Clause AGPL-3.0-only GPL-2.0-only "
    "LGPL-3.0-only EPL-2.0 ISC BUSL-1.1 Unlicense CC0-1.0 Zlib LGPL-2.1-only GPL-3.0-or-later "
    "AGPL-3.0-or-later GPL-2.0-or-later MulanPSL-2.0 EPL-1.0 CDDL-1.0 Artistic-2.0 0BSD BSL-1.0 "
    "CC-BY-4.0 EUPL-1.2 Elastic-2.0 SSPL-1.0 PostgreSQL NCSA UPL-1.0 WTFPL CC-BY-SA-4.0 OSL-3.0 "
    "MS-PL Python-2.0 Ruby X11 LicenseRef-proprietary"
).split()
ORGANIZATION_STARTS = (
    "North South East West Bright Clear Silver Golden Red Green Open Free First Great New United "
    "Digital Cloud Data Net Soft Smart Edge Prime Alpha Beta Sigma Omega Orion Vega Lyra Atlas"
).split()
ORGANIZATION_MIDDLES = (
    "wind field bridge stone light water forest bay point peak port gate works ware scale mind"
).split()
ORGANIZATION_ENDS = "Labs|Systems|Networks|Technologies|Software|Foundation|Cloud|Group".split("|")
FOUNDATIONS = [
    "Cloud Native Computing Foundation",
    "Apache Software Foundation",
    "Linux Foundation",
    "Eclipse Foundation",
]
