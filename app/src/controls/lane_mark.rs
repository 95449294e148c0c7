//! A lane's mark: shape, letter and accent, so that no meaning depends on colour alone.
//!
//! The board, the stage and the evidence draw lanes with these marks.

use model::catalog::LaneId;

/// The outline of a lane's mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// The outline of serverless.
    Circle,
    /// The outline of the edge.
    Triangle,
    /// The outline of the sandbox.
    Square,
    /// The outline of the service.
    Diamond,
}

impl Shape {
    /// The outline as an SVG path in a view box of `0 0 16 16`.
    pub const fn svg_path(self) -> &'static str {
        match self {
            Self::Circle => "M8 1.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 1 1 0-13Z",
            Self::Triangle => "M8 1.2 15.2 14.2H.8Z",
            Self::Square => "M2 2H14V14H2Z",
            Self::Diamond => "M8 .6 15.4 8 8 15.4 .6 8Z",
        }
    }
}

/// The mark of a lane: outline, letter and accent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LaneMark {
    /// The outline of the mark.
    pub shape: Shape,
    /// The letter, different for each lane.
    pub letter: &'static str,
    /// The accent colour, as a CSS colour.
    pub accent: &'static str,
    /// The custom property with the colour of its requests and instances in the theme of the page.
    pub property: &'static str,
}

/// The mark of a lane.
pub const fn lane_mark(lane: LaneId) -> LaneMark {
    match lane {
        LaneId::Serverless => LaneMark {
            shape: Shape::Circle,
            letter: "S",
            accent: "#E69F00",
            property: "--mark-serverless",
        },
        LaneId::Edge => LaneMark {
            shape: Shape::Triangle,
            letter: "E",
            accent: "#56B4E9",
            property: "--mark-edge",
        },
        LaneId::Sandbox => LaneMark {
            shape: Shape::Square,
            letter: "X",
            accent: "#009E73",
            property: "--mark-sandbox",
        },
        LaneId::Service => LaneMark {
            shape: Shape::Diamond,
            letter: "V",
            accent: "#CC79A7",
            property: "--mark-service",
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_lanes_share_a_mark() {
        for (i, a) in LaneId::ALL.into_iter().enumerate() {
            for b in LaneId::ALL.into_iter().skip(i + 1) {
                let (a, b) = (lane_mark(a), lane_mark(b));
                assert_ne!(a.shape, b.shape);
                assert_ne!(a.letter, b.letter);
                assert_ne!(a.accent, b.accent);
            }
        }
    }
}
