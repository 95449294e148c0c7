//! Codes in pictures and before a camera. Pictures stay in this browser.

use gloo_timers::future::TimeoutFuture;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use rqrr::PreparedImage;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    CanvasRenderingContext2d, File, HtmlCanvasElement, HtmlVideoElement, ImageBitmap, MediaStream,
    MediaStreamConstraints, MediaStreamTrack,
};

use super::collected::Added;
use super::{Workshop, words};
use crate::browser;
use crate::controls::reactive::{on_event, reactive, reactive_view};

/// The time between two looks, milliseconds.
const LOOK_MS: u32 = 300;
/// The longer side of a picture that is searched: more takes longer and finds no more.
const MOST_PIXELS: f64 = 1_600.0;

/// The button that starts and stops the camera, and its picture.
pub(super) fn camera(workshop: Workshop) -> AnyView {
    let stream = RwSignal::new_local(None::<MediaStream>);
    let video = NodeRef::<html::Video>::new();
    let stop = move || {
        if let Some(stream) = stream.try_update(Option::take).flatten() {
            for track in stream.get_tracks() {
                track.unchecked_into::<MediaStreamTrack>().stop();
            }
        }
    };
    let turn = move |_| {
        if stream.with_untracked(Option::is_some) {
            stop();
            return;
        }
        spawn_local(async move {
            match open().await {
                Ok(opened) => {
                    stream.set(Some(opened));
                    look(workshop, stream, video).await;
                }
                Err(_) => workshop.announce(words::NO_CAMERA.get().to_owned()),
            }
        });
    };
    let is_on = move || stream.with(Option::is_some);
    Effect::new(move |_| {
        if let Some(video) = video.get() {
            video.set_src_object(stream.get().as_ref());
        }
    });
    view! {
        <button type="button" class="button" aria-pressed=reactive(move || is_on().to_string()) on:click=on_event(turn)>
            {words::CAMERA}
        </button>
        {reactive_view(move || {
            is_on().then(|| view! { <video class="workshop-camera" node_ref=video autoplay muted playsinline aria-label=words::CAMERA_PICTURE></video> })
        })}
    }
    .into_any()
}

async fn open() -> Result<MediaStream, JsValue> {
    let window = browser::window().ok_or(JsValue::NULL)?;
    let constraints = MediaStreamConstraints::new();
    constraints.set_video(&JsValue::TRUE);
    let devices = window.navigator().media_devices()?;
    let opened = devices.get_user_media_with_constraints(&constraints)?;
    JsFuture::from(opened).await?.dyn_into()
}

/// Looks for codes until the camera is stopped.
async fn look(
    workshop: Workshop,
    stream: RwSignal<Option<MediaStream>, LocalStorage>,
    video: NodeRef<html::Video>,
) {
    while stream.try_with_untracked(Option::is_some).unwrap_or(false) {
        TimeoutFuture::new(LOOK_MS).await;
        let Some(video) = video.get_untracked() else {
            continue;
        };
        let video: &HtmlVideoElement = &video;
        let size = (
            f64::from(video.video_width()),
            f64::from(video.video_height()),
        );
        let codes = codes_in(size, |context, (width, height)| {
            context.draw_image_with_html_video_element_and_dw_and_dh(video, 0.0, 0.0, width, height)
        });
        let added = workshop.add("", &codes.unwrap_or_default().join("\n"));
        if added.new > 0 || added.damaged > 0 || added.known > 0 {
            workshop.announce(words::added(Added {
                damaged: 0,
                ..added
            }));
        }
    }
}

/// The texts of the codes in a picture.
pub(super) async fn codes_of_picture(file: &File) -> Result<Vec<String>, JsValue> {
    let window = browser::window().ok_or(JsValue::NULL)?;
    let bitmap = window.create_image_bitmap_with_blob(file)?;
    let bitmap: ImageBitmap = JsFuture::from(bitmap).await?.dyn_into()?;
    let size = (f64::from(bitmap.width()), f64::from(bitmap.height()));
    codes_in(size, |context, (width, height)| {
        context.draw_image_with_image_bitmap_and_dw_and_dh(&bitmap, 0.0, 0.0, width, height)
    })
}

/// Draws a picture of this size, no larger than what is searched, and reads its codes.
fn codes_in(
    (width, height): (f64, f64),
    draw: impl Fn(&CanvasRenderingContext2d, (f64, f64)) -> Result<(), JsValue>,
) -> Result<Vec<String>, JsValue> {
    let scale = (MOST_PIXELS / width.max(height).max(1.0)).min(1.0);
    let (width, height) = ((width * scale).floor(), (height * scale).floor());
    if width < 1.0 || height < 1.0 {
        return Ok(Vec::new());
    }
    let document = browser::document().ok_or(JsValue::NULL)?;
    let canvas: HtmlCanvasElement = document.create_element("canvas")?.dyn_into()?;
    canvas.set_width(width as u32);
    canvas.set_height(height as u32);
    let context = canvas.get_context("2d")?.ok_or(JsValue::NULL)?;
    let context: CanvasRenderingContext2d = context.dyn_into()?;
    draw(&context, (width, height))?;
    let pixels = context.get_image_data(0.0, 0.0, width, height)?.data();
    Ok(texts(&pixels, width as usize, height as usize))
}

/// The texts of the codes in pixels of red, green, blue and alpha.
fn texts(pixels: &[u8], width: usize, height: usize) -> Vec<String> {
    let brightness = |x: usize, y: usize| {
        let pixel = pixels.get((y * width + x) * 4..).unwrap_or_default();
        let [red, green, blue, ..] = *pixel else {
            return u8::MAX;
        };
        // The weights of Rec. 601, in sixteenths.
        ((5 * u16::from(red) + 9 * u16::from(green) + 2 * u16::from(blue)) / 16) as u8
    };
    let mut picture = PreparedImage::prepare_from_greyscale(width, height, brightness);
    let grids = picture.detect_grids();
    let read = grids.iter().filter_map(|grid| grid.decode().ok());
    read.map(|(_, text)| text).collect()
}
