//! Draws frames of documents. The plan says what is seen; pictures of files come from whoever reads them; what
//! does not change from frame to frame is drawn once and kept.

use std::error::Error;

use types::document::Document;
use types::document::clip::{DraftActor, Face};
use types::geometry::Size;
use types::id::MediaId;
use types::time::Seconds;

use crate::compose::ComposeError;
use crate::compose::canvas::Canvas;
use crate::compose::color::Stills;
use crate::compose::grade::graded;
use crate::compose::layer::Layer;
use crate::compose::resize::Quality;
use crate::picture::Picture;
use crate::picture::buffer::Pool;
use crate::plan::{Content, FramePlan, Planned, Shown, plan};
use crate::text::{Fonts, Overlay, Stage, draw_caption, draw_title};

mod cast;
mod crossing;
mod flat;
mod wanted;

use cast::Cast;
use flat::Flats;

/// Why a file gave no picture. Its sentence is shown to the user.
pub type SourceError = Box<dyn Error + Send + Sync>;

/// Where pictures of files come from. A source that would rather show a placeholder returns that.
pub trait Sources: Sync {
    /// The picture of a file shown at `time` from its start, no larger than needed to cover `wanted`. Before
    /// the first picture that is the first, after the end the last.
    ///
    /// # Errors
    /// Any failure ends the drawing of the frame.
    fn media(&self, media: MediaId, time: Seconds, wanted: Size) -> Result<Picture, SourceError>;

    /// A still picture, no larger than needed to cover `wanted`. The same picture should come in the same
    /// memory each time: what is made of it is kept as long as it does.
    ///
    /// # Errors
    /// Any failure ends the drawing of the frame.
    fn still(&self, media: MediaId, wanted: Size) -> Result<Picture, SourceError>;
}

/// How a frame is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct View {
    /// Pixels across and down, of the shape of the document's canvas.
    pub size: Size,
    /// How much care is taken.
    pub quality: Quality,
}

impl View {
    /// The best picture of that size.
    pub fn best(size: Size) -> Self {
        Self { size, quality: Quality::Best }
    }

    /// A picture of that size for playing.
    pub fn playing(size: Size) -> Self {
        Self { size, quality: Quality::Fast }
    }
}

/// Why a frame could not be drawn.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// A file gave no picture.
    #[error("{error}")]
    Source {
        /// Which file.
        media: MediaId,
        /// What is wrong with it.
        #[source]
        error: SourceError,
    },
    /// The document casts an actor that this version does not have.
    #[error("there is no actor called {0}; cast another one")]
    UnknownActor(String),
    /// The picture could not be put together.
    #[error(transparent)]
    Compose(#[from] ComposeError),
}

/// Draws frames of documents, from any number of threads at once.
pub struct Renderer {
    fonts: Fonts,
    pool: Pool,
    stills: Stills,
    cast: Cast,
    flats: Flats,
}

/// What is the same for all of one frame.
#[derive(Clone, Copy)]
struct Job<'a> {
    document: &'a Document,
    view: View,
    stage: Stage,
    sources: &'a dyn Sources,
}

impl Renderer {
    /// A renderer that writes with these fonts.
    pub fn new(fonts: Fonts) -> Self {
        let pool = Pool::default();
        Self { fonts, stills: Stills::new(&pool), cast: Cast::default(), flats: Flats::default(), pool }
    }

    /// The fonts it writes with.
    pub fn fonts(&self) -> &Fonts {
        &self.fonts
    }

    /// Frame `frame` of a document, always I420. A frame that one picture of the view's size covers is that very
    /// picture. The same frame of the same document is the same picture, sample for sample.
    ///
    /// # Errors
    /// When a file gives no picture, an actor is unknown, or the size cannot be made.
    pub fn frame(
        &self,
        document: &Document,
        frame: i64,
        view: View,
        sources: &dyn Sources,
    ) -> Result<Picture, RenderError> {
        self.draw(&plan(document, frame), document, view, sources)
    }

    /// A planned frame of a document.
    ///
    /// # Errors
    /// As [`Self::frame`].
    pub fn draw(
        &self,
        plan: &FramePlan<'_>,
        document: &Document,
        view: View,
        sources: &dyn Sources,
    ) -> Result<Picture, RenderError> {
        let stage = Stage { canvas: view.size, safe: plan.safe };
        let job = Job { document, view, stage, sources };
        let mut canvas = Canvas::new(view.size, plan.background, view.quality, &self.pool)?;
        for layer in &plan.layers {
            match layer {
                Planned::Clip(shown) => self.draw_shown(&mut canvas, shown, job)?,
                Planned::Between(crossing) => self.draw_crossing(&mut canvas, crossing, job)?,
            }
        }
        Ok(Picture::Yuv(canvas.finish()))
    }

    fn draw_shown(&self, canvas: &mut Canvas, shown: &Shown<'_>, job: Job<'_>) -> Result<(), RenderError> {
        if shown.opacity <= 0.0 {
            return Ok(());
        }
        match &shown.content {
            Content::Media(media, time) => {
                let wanted = wanted::size(job.document, *media, shown, job.view.size);
                let picture = job.sources.media(*media, *time, wanted);
                let picture = picture.map_err(|error| RenderError::Source { media: *media, error })?;
                self.draw_picture(canvas, &picture, shown)
            }
            Content::Still(media) => {
                let wanted = wanted::size(job.document, *media, shown, job.view.size);
                let picture = job.sources.still(*media, wanted);
                let picture = picture.map_err(|error| RenderError::Source { media: *media, error })?;
                self.draw_still(canvas, picture, shown)
            }
            Content::Actor(actor, sample) => self.draw_actor(canvas, shown, (actor, *sample), job),
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
    ) -> Result<(), RenderError> {
        let picture = graded(picture, &shown.grade, &self.pool);
        Ok(canvas.draw(&layer(&picture, shown))?)
    }

    fn draw_text(
        &self,
        canvas: &mut Canvas,
        text: Option<Overlay>,
        shown: &Shown<'_>,
    ) -> Result<(), RenderError> {
        let Some(Overlay { left, top, image }) = text else { return Ok(()) };
        let picture = graded(&Picture::Rgba(image), &shown.grade, &self.pool);
        let whole = canvas.size();
        let at = (i64::from(left), i64::from(top));
        Ok(canvas.draw(&Layer { whole, at, ..layer(&picture, shown) })?)
    }

    fn draw_actor(
        &self,
        canvas: &mut Canvas,
        shown: &Shown<'_>,
        (actor, sample): (&DraftActor, i64),
        job: Job<'_>,
    ) -> Result<(), RenderError> {
        if flat::is_plain(shown) {
            return self.act(canvas, actor, sample, job);
        }
        let mut scene =
            Canvas::new(job.view.size, job.document.canvas.background, job.view.quality, &self.pool)?;
        self.act(&mut scene, actor, sample, job)?;
        self.draw_picture(canvas, &Picture::Yuv(scene.finish()), shown)
    }

    /// Covers a canvas with an actor at a moment.
    fn act(
        &self,
        canvas: &mut Canvas,
        actor: &DraftActor,
        sample: i64,
        job: Job<'_>,
    ) -> Result<(), RenderError> {
        let size = job.view.size;
        let moment = cast::moment(&actor.mouth, sample);
        match &actor.face {
            Face::Drawn(id) => {
                let staged = self.cast.stage(id, size, actor.framing)?;
                canvas.cover(self.stills.yuv(&staged.backdrop)?)?;
                let patch = staged.stage.foreground(&moment);
                canvas.lay(patch.image.view(), (i64::from(patch.left), i64::from(patch.top)), 1.0)?;
            }
            Face::Portrait(media) => {
                let photo = job.sources.still(*media, wanted::photo(size));
                let photo = photo.map_err(|error| RenderError::Source { media: *media, error })?;
                let portrait = self.cast.portrait(&photo, size, actor.framing)?;
                canvas.lay(portrait.frame(&moment).view(), (0, 0), 1.0)?;
            }
        }
        Ok(())
    }
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
