//! A text as a QR code, drawn as one path.

use std::fmt::Write;

use leptos::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc};

/// The empty modules around a code, which ISO/IEC 18004 asks for.
const QUIET_MODULES: i32 = 4;

/// Whether a code can hold a text.
pub(crate) fn fits_code(text: &str) -> bool {
    code_of(text).is_some()
}

/// The code of a text, with a name for a screen reader; none where the text is too long for any code.
pub(crate) fn qr_code(text: &str, name: String) -> Option<AnyView> {
    let code = code_of(text)?;
    let side = code.size() + 2 * QUIET_MODULES;
    let dark = dark_modules(&code);
    Some(
        view! {
            <svg class="qr-code" role="img" aria-label=name viewBox=format!("0 0 {side} {side}") shape-rendering="crispEdges">
                // Readers need dark on light, in the dark theme too.
                <rect width=side height=side fill="#fff" />
                <path fill="#000" d=dark />
            </svg>
        }
        .into_any(),
    )
}

fn code_of(text: &str) -> Option<QrCode> {
    // Screens are read without damage: the lowest correction makes the largest modules.
    QrCode::encode_text(text, QrCodeEcc::Low).ok()
}

/// The dark modules as one path, a rectangle for each run in a row.
fn dark_modules(code: &QrCode) -> String {
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let end = (x..code.size()).find(|&at| !code.get_module(at, y));
            let width = end.unwrap_or(code.size()) - x;
            if width > 0 {
                let (left, top) = (x + QUIET_MODULES, y + QUIET_MODULES);
                // Writing to a string fails for no value.
                write!(path, "M{left} {top}h{width}v1h-{width}z").ok();
            }
            x += width.max(1);
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use rqrr::PreparedImage;

    use super::*;

    /// The pixels of a module in the picture that is read.
    const PIXELS: usize = 3;

    /// Draws the path, and reads the picture.
    fn check(text: &str) {
        let code = QrCode::encode_text(text, QrCodeEcc::Low).unwrap();
        let side = (code.size() + 2 * QUIET_MODULES) as usize;
        let mut is_dark = vec![false; side * side];
        for run in dark_modules(&code).split('M').skip(1) {
            let (left, rest) = run.split_once(' ').unwrap();
            let (top, rest) = rest.split_once('h').unwrap();
            let (width, _) = rest.split_once('v').unwrap();
            let [left, top, width] = [left, top, width].map(|one| one.parse::<usize>().unwrap());
            is_dark[top * side + left..][..width].fill(true);
        }
        let mut picture =
            PreparedImage::prepare_from_greyscale(side * PIXELS, side * PIXELS, |x, y| {
                if is_dark[y / PIXELS * side + x / PIXELS] {
                    0
                } else {
                    255
                }
            });
        let grids = picture.detect_grids();
        let (_, read) = grids[0].decode().unwrap();
        assert_eq!(read, text);
    }

    #[test]
    fn a_reader_reads_what_was_written() {
        check("LW1.abc");
        check("https://example.org/lanewise/?view=projector&paused=1&t=2880");
        check(&"LW1.aB-_9".repeat(22));
    }
}
