"""An SVG from standard input, drawn to standard output; a program of its own.

    python -m directory.publishing.renderer png 2400 [folder with fonts …]
    python -m directory.publishing.renderer pdf 0 [folder with fonts …]

Its libraries hold Python's lock while they draw, which takes seconds: pages would wait.
"""

import sys

MEMORY = 2 * 1024**3
DPI = 96


def limit_memory() -> None:
    """Where the system can."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def png(svg: str, width: int, folders: list[str]) -> bytes:
    import resvg_py

    drawn = resvg_py.svg_to_bytes(svg_string=svg, width=width, dpi=DPI, font_dirs=folders)
    return bytes(drawn)


def pdf(svg: str, folders: list[str]) -> bytes:
    import svg2pdf_py

    fonts = svg2pdf_py.FontDatabase.system()
    for folder in folders:
        fonts.load_fonts_dir(folder)
    return bytes(svg2pdf_py.svg_to_pdf(svg, fonts))


def main(kind: str, width: str, *folders: str) -> None:
    limit_memory()
    svg = sys.stdin.buffer.read().decode()
    drawn = png(svg, int(width), list(folders)) if kind == "png" else pdf(svg, list(folders))
    sys.stdout.buffer.write(drawn)


if __name__ == "__main__":
    main(*sys.argv[1:])
