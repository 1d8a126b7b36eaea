//! Draws frames of documents. The plan says what is seen; pictures of files come from whoever reads them; what
//! does not change from frame to frame is drawn once and kept.

use std::sync::Arc;

use types::document::Document;
use types::document::clip::{DraftActor, Face};
use types::geometry::{Color, Size};
use types::id::MediaId;
use types::media::Media;
use types::time::Seconds;

use crate::actor::Moment;
use crate::compose::ComposeError;
use crate::compose::canvas::Canvas;
use crate::compose::grade::graded;
use crate::compose::layer::Layer;
use crate::compose::resize::Quality;
use crate::picture::buffer::Pool;
use crate::picture::{Picture, RgbaImage, YuvImage};
use crate::plan::{Content, FramePlan, Planned, Shown, plan};
use crate::text::{Fonts, Overlay, Stage, draw_caption, draw_title};

pub mod covered;

mod cast;
mod crossing;
mod flat;
mod wanted;

use cast::{Cast, Player};
use flat::Flats;

/// What stands where a file cannot be shown.
const MISSING: Color = Color::rgb(42, 44, 52);

/// Where pictures of media come from.
pub trait Sources: Sync {
    /// The picture of a file at a time from its start, at least as large as needed to cover `wanted` unless the
    /// file has no more. Before the first picture that is the first, after the end the last. A still should come
    /// in the same memory each time: what is made of it is kept as long as it does. `None` where the picture
    /// cannot be had: a placeholder is drawn, and who gave `None` remembers why.
    fn media(&self, media: &Media, time: Seconds, wanted: Size) -> Option<Picture>;
}

/// Draws frames, from any number of threads at once. Cheap to clone; clones share what they keep.
#[derive(Clone)]
pub struct Renderer {
    fonts: Fonts,
    pool: Pool,
    cast: Arc<Cast>,
    flats: Arc<Flats>,
}

/// What is the same for all of one frame.
#[derive(Clone, Copy)]
struct Job<'a> {
    document: &'a Document,
    stage: Stage,
    sources: &'a dyn Sources,
}

impl Renderer {
    /// A renderer with those fonts.
    pub fn new(fonts: Fonts) -> Self {
        Self { fonts, pool: Pool::default(), cast: Arc::default(), flats: Arc::default() }
    }

    /// The fonts it draws with.
    pub fn fonts(&self) -> &Fonts {
        &self.fonts
    }

    /// Draws frame `frame` of `document` at a size of the canvas's shape. A frame that one picture of that size
    /// covers is that very picture. The same document, frame, size and quality give the same samples.
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
        self.draw(&plan(document, frame), document, (size, quality), sources)
    }

    /// Draws a planned frame of `document`.
    ///
    /// # Errors
    /// As [`Self::frame`].
    pub fn draw(
        &self,
        plan: &FramePlan<'_>,
        document: &Document,
        (size, quality): (Size, Quality),
        sources: &dyn Sources,
    ) -> Result<Arc<YuvImage>, ComposeError> {
        let job = Job { document, stage: Stage { canvas: size, safe: plan.safe }, sources };
        let mut canvas = Canvas::new(size, plan.background, quality, &self.pool)?;
        for layer in &plan.layers {
            match layer {
                Planned::Clip(shown) => self.draw_shown(&mut canvas, shown, job)?,
                Planned::Between(crossing) => self.draw_crossing(&mut canvas, crossing, job)?,
            }
        }
        Ok(canvas.finish())
    }

    fn draw_shown(&self, canvas: &mut Canvas, shown: &Shown<'_>, job: Job<'_>) -> Result<(), ComposeError> {
        if shown.opacity <= 0.0 {
            return Ok(());
        }
        match &shown.content {
            Content::Media(media, time) => {
                let wanted = wanted::size(job.document, *media, shown, canvas.size());
                match job.picture(*media, *time, wanted) {
                    Some(picture) => self.draw_picture(canvas, &picture, shown),
                    None => self.draw_picture(canvas, &missing(job.document, *media), shown),
                }
            }
            Content::Still(media) => {
                let wanted = wanted::size(job.document, *media, shown, canvas.size());
                match job.picture(*media, Seconds::ZERO, wanted) {
                    Some(picture) => self.draw_still(canvas, &picture, shown),
                    None => self.draw_picture(canvas, &missing(job.document, *media), shown),
                }
            }
            Content::Actor { actor, sample, body } => {
                let moment = cast::moment(&actor.mouth, *sample, *body);
                self.draw_actor(canvas, shown, (actor, &moment), job)
            }
            Content::Title(title, frame, length) => {
                self.draw_text(canvas, draw_title(&self.fonts, title, job.stage, *frame, *length), shown)
            }
            Content::Caption(caption, sample) => {
                self.draw_text(canvas, draw_caption(&self.fonts, caption, job.stage, *sample), shown)
            }
            Content::Solid(color) => self.draw_solid(canvas, *color, shown),
        }
    }

    fn draw_picture(
        &self,
        canvas: &mut Canvas,
        picture: &Picture,
        shown: &Shown<'_>,
    ) -> Result<(), ComposeError> {
        let picture = graded(picture, &shown.grade, &self.pool);
        canvas.draw(&layer(&picture, shown))
    }

    fn draw_text(
        &self,
        canvas: &mut Canvas,
        text: Option<Overlay>,
        shown: &Shown<'_>,
    ) -> Result<(), ComposeError> {
        let Some(Overlay { left, top, image }) = text else { return Ok(()) };
        let picture = graded(&Picture::Rgba(image), &shown.grade, &self.pool);
        let whole = canvas.size();
        let at = (i64::from(left), i64::from(top));
        canvas.draw(&Layer { whole, at, ..layer(&picture, shown) })
    }

    fn draw_actor(
        &self,
        canvas: &mut Canvas,
        shown: &Shown<'_>,
        (actor, moment): (&DraftActor, &Moment),
        job: Job<'_>,
    ) -> Result<(), ComposeError> {
        if flat::is_plain(shown) {
            return self.act(canvas, actor, moment, job);
        }
        let mut scene = canvas.another();
        self.act(&mut scene, actor, moment, job)?;
        self.draw_picture(canvas, &Picture::Yuv(scene.finish()), shown)
    }

    /// Covers a canvas with an actor at a moment.
    fn act(
        &self,
        canvas: &mut Canvas,
        actor: &DraftActor,
        moment: &Moment,
        job: Job<'_>,
    ) -> Result<(), ComposeError> {
        let (size, framing) = (canvas.size(), actor.framing);
        let player = match &actor.face {
            Face::Drawn(id) => self.cast.drawn(id, size, framing, &self.pool)?,
            Face::Portrait(media) => match job.picture(*media, Seconds::ZERO, wanted::photo(size)) {
                Some(photo) => Some(self.cast.portrait(&photo, size, framing)?),
                None => None,
            },
        };
        match player.as_deref() {
            Some(Player::Drawn { stage, backdrop }) => {
                canvas.cover(Arc::clone(backdrop))?;
                stage.with_foreground(moment, |patch| {
                    canvas.lay(patch.image.view(), (i64::from(patch.left), i64::from(patch.top)), 1.0)
                })
            }
            Some(Player::Portrait(portrait)) => canvas.lay(portrait.frame(moment).view(), (0, 0), 1.0),
            None => {
                canvas.fill(MISSING, 1.0);
                Ok(())
            }
        }
    }
}

impl Job<'_> {
    fn picture(&self, media: MediaId, time: Seconds, wanted: Size) -> Option<Picture> {
        self.sources.media(self.document.media(media)?, time, wanted)
    }
}

/// A placeholder of the shape of a file's picture.
fn missing(document: &Document, media: MediaId) -> Picture {
    let video = document.media(media).and_then(|media| media.info.video.as_ref());
    let size = video.map_or(document.canvas.size, |video| video.size).within(4096);
    let data = [MISSING.r, MISSING.g, MISSING.b, 255].repeat(size.area() as usize);
    Picture::Rgba(Arc::new(RgbaImage { size, data }))
}

fn layer<'a>(picture: &'a Picture, shown: &Shown<'_>) -> Layer<'a> {
    Layer {
        placement: shown.placement,
        surround: shown.surround,
        opacity: shown.opacity,
        blend: shown.blend,
        ..Layer::new(picture)
    }
}
