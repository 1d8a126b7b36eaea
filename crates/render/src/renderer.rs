//! Draws a frame of a document. Any thread may ask for any frame; the same document, frame and size give the
//! same picture.

use std::sync::Arc;

use types::document::Document;
use types::document::clip::{Clip, DraftActor, Source};
use types::document::look::{Blend, Fit};
use types::geometry::{Color, Size};
use types::media::Media;
use types::mouth::{MouthShape, mouth_at};
use types::time::Seconds;

use crate::actor::Moment;
use crate::compose::ComposeError;
use crate::compose::canvas::Canvas;
use crate::compose::grade::graded;
use crate::compose::layer::{Layer, Surround};
use crate::compose::place::Placement;
use crate::compose::resize::Quality;
use crate::compose::transition::between;
use crate::picture::buffer::Pool;
use crate::picture::{Picture, RgbaImage, YuvImage};
use crate::plan::{FramePlan, PlannedLayer, Shot, plan};
use crate::text::{Fonts, Overlay, Stage, draw_caption, draw_title};

mod stages;

use stages::{Player, Stages};

/// Where pictures of media come from.
pub trait Sources: Sync {
    /// The picture of a file at a time from its start, at least as large as needed to cover `wanted`. `None` where
    /// it cannot be had: a placeholder is drawn, and who gave `None` remembers why.
    fn media(&self, media: &Media, time: Seconds, wanted: Size) -> Option<Picture>;
}

/// Draws frames. Cheap to clone; clones share what they keep.
#[derive(Clone)]
pub struct Renderer {
    fonts: Fonts,
    pool: Pool,
    stages: Arc<Stages>,
}

/// A frame being drawn.
struct Drawing<'a> {
    renderer: &'a Renderer,
    document: &'a Document,
    sources: &'a dyn Sources,
    size: Size,
    quality: Quality,
    text: Stage,
}

/// What stands where a file cannot be shown.
const MISSING: Color = Color::rgb(42, 44, 52);

impl Renderer {
    /// A renderer with those fonts.
    pub fn new(fonts: Fonts) -> Self {
        Self { fonts, pool: Pool::default(), stages: Arc::default() }
    }

    /// The fonts it draws with.
    pub fn fonts(&self) -> &Fonts {
        &self.fonts
    }

    /// Draws frame `frame` of `document` at `size`.
    ///
    /// # Errors
    /// When the size is none that can be drawn.
    pub fn frame(
        &self,
        document: &Document,
        frame: i64,
        (size, quality): (Size, Quality),
        sources: &dyn Sources,
    ) -> Result<Arc<YuvImage>, ComposeError> {
        let plan = plan(document, frame);
        let text = Stage { canvas: size, safe: plan.safe };
        let drawing = Drawing { renderer: self, document, sources, size, quality, text };
        drawing.frame(&plan)
    }
}

impl Drawing<'_> {
    fn frame(&self, plan: &FramePlan<'_>) -> Result<Arc<YuvImage>, ComposeError> {
        let mut canvas = self.canvas(plan.background)?;
        for (index, layer) in plan.layers.iter().enumerate() {
            match layer {
                PlannedLayer::Shot(shot) => self.draw(&mut canvas, shot, 1.0)?,
                PlannedLayer::Transition { kind, from, to, done } if index == 0 => {
                    let alone = |shot| -> Result<Arc<YuvImage>, ComposeError> {
                        let mut canvas = self.canvas(plan.background)?;
                        self.draw(&mut canvas, shot, 1.0)?;
                        Ok(canvas.finish())
                    };
                    canvas.cover(between(*kind, &alone(from)?, &alone(to)?, *done, &self.renderer.pool)?)?;
                }
                // Over other layers the shape of what is below is kept: one goes, the other comes.
                PlannedLayer::Transition { from, to, done, .. } => {
                    self.draw(&mut canvas, from, 1.0 - done)?;
                    self.draw(&mut canvas, to, *done)?;
                }
            }
        }
        Ok(canvas.finish())
    }

    fn canvas(&self, background: Color) -> Result<Canvas, ComposeError> {
        Canvas::new(self.size, background, self.quality, &self.renderer.pool)
    }

    fn draw(&self, canvas: &mut Canvas, shot: &Shot<'_>, weight: f32) -> Result<(), ComposeError> {
        let opacity = shot.opacity * weight;
        if opacity <= 0.0 {
            return Ok(());
        }
        match &shot.clip.source {
            Source::Media(media) | Source::Image(media) => {
                let picture = self.document.media(*media).and_then(|media| self.media(media, shot));
                let Some(picture) = picture else {
                    canvas.fill(MISSING, opacity);
                    return Ok(());
                };
                self.picture(canvas, shot, &picture, opacity)
            }
            Source::DraftActor(actor) => match self.actor(actor, shot)? {
                Some(picture) => self.picture(canvas, shot, &picture, opacity),
                None => {
                    canvas.fill(MISSING, opacity);
                    Ok(())
                }
            },
            Source::Title(title) => {
                let overlay = draw_title(&self.renderer.fonts, title, self.text, shot.at, shot.clip.length);
                overlay.map_or(Ok(()), |overlay| self.overlay(canvas, shot, overlay, opacity))
            }
            Source::Caption(caption) => {
                let overlay = draw_caption(&self.renderer.fonts, caption, self.text, shot.time.samples());
                overlay.map_or(Ok(()), |overlay| self.overlay(canvas, shot, overlay, opacity))
            }
            Source::Solid(color) => {
                canvas.fill(*color, opacity);
                Ok(())
            }
            Source::Bed(_) => Ok(()),
        }
    }

    fn media(&self, media: &Media, shot: &Shot<'_>) -> Option<Picture> {
        let zoom = f64::from(shot.placement.scale.clamp(0.05, 8.0));
        let crop = shot.placement.crop;
        let part = f64::from((crop.right - crop.left).min(crop.bottom - crop.top).clamp(0.05, 1.0));
        let side = |side: u32| (f64::from(side) * zoom / part).ceil().min(16_384.0) as u32;
        let wanted = Size::new(side(self.size.width), side(self.size.height));
        self.sources.media(media, shot.time, wanted)
    }

    fn picture(
        &self,
        canvas: &mut Canvas,
        shot: &Shot<'_>,
        picture: &Picture,
        opacity: f32,
    ) -> Result<(), ComposeError> {
        let settings = &shot.clip.picture;
        let graded = graded(picture, &settings.grade, &self.renderer.pool);
        let surround = match settings.fit {
            Fit::Blur => Surround::Blur,
            Fit::Within(color) => Surround::Color(color),
            Fit::Fill | Fit::Stretch => Surround::Below,
        };
        let layer = Layer {
            placement: shot.placement,
            surround,
            opacity,
            blend: settings.blend,
            ..Layer::new(&graded)
        };
        canvas.draw(&layer)
    }

    fn overlay(
        &self,
        canvas: &mut Canvas,
        shot: &Shot<'_>,
        overlay: Overlay,
        opacity: f32,
    ) -> Result<(), ComposeError> {
        let at = (i64::from(overlay.left), i64::from(overlay.top));
        let placed = Placement { fitting: shot.placement.fitting, ..Placement::default() };
        if shot.placement == placed && shot.clip.picture.blend == Blend::Normal {
            return canvas.lay(overlay.image.view(), at, opacity);
        }
        let picture = Picture::Rgba(overlay.image);
        let (placement, blend) = (shot.placement, shot.clip.picture.blend);
        canvas.draw(&Layer { whole: self.size, at, placement, opacity, blend, ..Layer::new(&picture) })
    }

    /// The actor in the whole canvas; `None` when the photo cannot be had or no actor has that id.
    fn actor(&self, actor: &DraftActor, shot: &Shot<'_>) -> Result<Option<Picture>, ComposeError> {
        let photo = |media| -> Option<Arc<RgbaImage>> {
            let media = self.document.media(media)?;
            stages::rgba(self.sources.media(media, Seconds::ZERO, stages::photo_size(self.size))?)
        };
        let Some(player) = self.renderer.stages.player(actor, self.size, &photo, &self.renderer.pool)? else {
            return Ok(None);
        };
        let sample = shot.time.samples();
        let moment = Moment {
            sample: self.body_clock(shot.clip, sample),
            mouth: mouth_at(&actor.mouth, sample),
            energy: energy(actor, sample),
        };
        match &*player {
            Player::Drawn { stage, backdrop } => {
                let mut canvas = self.canvas(Color::BLACK)?;
                canvas.cover(Arc::clone(backdrop))?;
                let patch = stage.foreground(&moment);
                canvas.lay(patch.image.view(), (i64::from(patch.left), i64::from(patch.top)), 1.0)?;
                Ok(Some(Picture::Yuv(canvas.finish())))
            }
            Player::Portrait(portrait) => Ok(Some(Picture::Rgba(Arc::new(portrait.frame(&moment))))),
        }
    }

    /// The time that drives blinks and sway. Each line starts its body clock elsewhere, or every line would begin
    /// with the same blink.
    fn body_clock(&self, clip: &Clip, sample: i64) -> i64 {
        let line = clip.line.map_or(0, |line| i64::from(line.0));
        sample + line * 7 * types::time::SAMPLE_RATE
    }
}

/// How lively somebody speaks at a sample, from 0 to 1: how much the mouth is at work within a fifth of a second.
fn energy(actor: &DraftActor, sample: i64) -> f32 {
    const PROBES: i64 = 8;
    const APART: i64 = 1_600;
    let busy = |probe: i64| {
        let (from, to, done) = mouth_at(&actor.mouth, sample + (probe - PROBES / 2) * APART);
        let at_work = |shape: MouthShape| if shape == MouthShape::Rest { 0.0 } else { 1.0 };
        at_work(from) * (1.0 - done) + at_work(to) * done
    };
    (0..=PROBES).map(busy).sum::<f32>() / (PROBES + 1) as f32
}
