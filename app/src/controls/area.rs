//! The area below a line of bins, as an SVG path.

use super::css::coordinate;
use std::fmt::Write;

/// The path of the area below `values`, one for each bin of `bin_width`, on a scale that ends with `most` a unit
/// below the top of a box of this width and height; all lengths are in the units of the view box. What is right of
/// the box is left out.
pub(crate) fn area_path(
    values: &[f64],
    most: f64,
    bin_width: f64,
    (width, height): (f64, f64),
) -> String {
    let bottom = coordinate(height);
    let mut path = format!("M0,{bottom}");
    let mut x = 0.0;
    for value in values {
        let y = coordinate(height - (height - 1.0) * value / most.max(f64::MIN_POSITIVE));
        let right = (x + bin_width).min(width);
        write!(path, "L{},{y}L{},{y}", coordinate(x), coordinate(right)).ok(); // writing into a text cannot fail
        x += bin_width;
        if x >= width {
            break;
        }
    }
    write!(path, "L{},{bottom}Z", coordinate(x.min(width))).ok();
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(values: &[f64], most: f64, expected: &str) {
        assert_eq!(area_path(values, most, 100.0, (300.0, 31.0)), expected);
    }

    #[test]
    fn half_the_scale_is_half_the_height() {
        check(&[2.0, 1.0], 2.0, "M0,31L0,1L100,1L100,16L200,16L200,31Z");
        check(
            &[2.0, 1.0],
            4.0,
            "M0,31L0,16L100,16L100,23.5L200,23.5L200,31Z",
        );
        check(&[], 0.0, "M0,31L0,31Z");
    }

    #[test]
    fn an_area_ends_with_its_box() {
        let path = area_path(&[1.0; 5], 1.0, 100.0, (300.0, 31.0));
        assert!(path.ends_with("L300,1L300,31Z"), "{path}");
    }
}
