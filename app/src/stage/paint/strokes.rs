//! Small outlines, added to the current path of the canvas.

use std::f64::consts::TAU;

use web_sys::CanvasRenderingContext2d;

use super::super::geo::{Arc, Point};
use crate::controls::lane_mark::Shape;

/// A lane's shape around a point; `radius` is that of a circle of about the same weight.
pub fn add_shape(context: &CanvasRenderingContext2d, shape: Shape, at: Point, radius: f64) {
    let Point { x, y } = at;
    match shape {
        Shape::Circle => add_circle(context, at, radius),
        Shape::Square => {
            let half = radius * 0.9;
            context.rect(x - half, y - half, half * 2.0, half * 2.0);
        }
        Shape::Triangle => {
            let half = radius * 1.15;
            context.move_to(x, y - half);
            context.line_to(x + half, y + half * 0.8);
            context.line_to(x - half, y + half * 0.8);
            context.close_path();
        }
        Shape::Diamond => {
            let half = radius * 1.22;
            context.move_to(x, y - half);
            context.line_to(x + half, y);
            context.line_to(x, y + half);
            context.line_to(x - half, y);
            context.close_path();
        }
    }
}

/// Adds a circle.
pub fn add_circle(context: &CanvasRenderingContext2d, at: Point, radius: f64) {
    context.move_to(at.x + radius, at.y);
    // The call refuses only a negative radius.
    context.arc(at.x, at.y, radius, 0.0, TAU).ok();
}

/// Adds a cross.
pub fn add_cross(context: &CanvasRenderingContext2d, at: Point, half: f64) {
    context.move_to(at.x - half, at.y - half);
    context.line_to(at.x + half, at.y + half);
    context.move_to(at.x + half, at.y - half);
    context.line_to(at.x - half, at.y + half);
}

/// A ring with a hand, as on a clock.
pub fn add_clock(context: &CanvasRenderingContext2d, at: Point, radius: f64) {
    add_circle(context, at, radius);
    context.move_to(at.x, at.y - radius * 0.62);
    context.line_to(at.x, at.y);
    context.line_to(at.x + radius * 0.5, at.y);
}

/// The arc of a trip.
pub fn add_arc(context: &CanvasRenderingContext2d, arc: &Arc) {
    context.move_to(arc.from.x, arc.from.y);
    context.quadratic_curve_to(arc.control.x, arc.control.y, arc.to.x, arc.to.y);
}

/// The cylinder of a database.
pub fn add_cylinder(context: &CanvasRenderingContext2d, at: Point, half: f64) {
    let (x, y) = (at.x, at.y);
    let flat = half * 0.38;
    // No radius is negative, so the call accepts every ellipse.
    context.move_to(x + half, y - half);
    context.ellipse(x, y - half, half, flat, 0.0, 0.0, TAU).ok();
    context.move_to(x - half, y - half);
    context.line_to(x - half, y + half);
    context
        .ellipse_with_anticlockwise(x, y + half, half, flat, 0.0, TAU / 2.0, 0.0, true)
        .ok();
    context.line_to(x + half, y - half);
}
