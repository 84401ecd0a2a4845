"""What an SVG may have; everything else is left out."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Nothing that runs, moves, links, loads, holds another language or says nothing to the eye.
ELEMENTS = _words("""
    svg g defs symbol use switch path rect circle ellipse line polyline polygon
    text tspan textPath image linearGradient radialGradient stop pattern clipPath mask marker
    filter feBlend feColorMatrix feComponentTransfer feComposite feDropShadow feFlood feFuncA
    feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset
""")

# Attributes of numbers, keywords and names, none of which can be an address.
PLAIN = _words("""
    amplitude clipPathUnits cx cy d dx dy exponent filterUnits fr fx fy
    gradientUnits height in in2 intercept k1 k2 k3 k4 lengthAdjust markerHeight markerUnits
    markerWidth maskContentUnits maskUnits method mode offset operator orient pathLength
    patternContentUnits patternUnits points preserveAspectRatio primitiveUnits
    r radius refX refY requiredExtensions result rotate rx ry slope spacing spreadMethod
    startOffset stdDeviation systemLanguage tableValues textLength type values viewBox
    width x x1 x2 y y1 y2
""")

TRANSFORMS = _words("transform gradientTransform patternTransform")

# Properties of CSS that are attributes too, by the same name.
PROPERTIES = _words("""
    alignment-baseline baseline-shift clip-path clip-rule color color-interpolation
    color-interpolation-filters direction display dominant-baseline fill fill-opacity fill-rule
    filter flood-color flood-opacity font-family font-size font-size-adjust font-stretch
    font-style font-variant font-weight image-rendering letter-spacing marker-end marker-mid
    marker-start mask mask-type opacity overflow paint-order shape-rendering stop-color
    stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin
    stroke-miterlimit stroke-opacity stroke-width text-anchor text-decoration text-rendering
    transform-origin unicode-bidi vector-effect visibility word-spacing writing-mode
""")

# Functions in values of properties; references are looked at by themselves.
FUNCTIONS = _words("rgb rgba hsl hsla")
