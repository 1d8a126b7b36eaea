//! Measures what putting frames together costs: `cargo run --release -p render --example measure`.

use std::io::Write;
use std::sync::Arc;
use std::time::Instant;

use render::actor::{Framing, Moment, Stage};
use render::compose::ComposeError;
use render::compose::canvas::Canvas;
use render::compose::color;
use render::compose::grade::graded;
use render::compose::layer::{Layer, Surround};
use render::compose::place::{Fitting, Placement};
use render::compose::resize::Quality;
use render::compose::transition::between;
use render::picture::buffer::{Pool, YuvBuffer};
use render::picture::{Picture, RgbaImage, YuvImage};
use types::actor::catalogue;
use types::document::clip::{Direction, TransitionKind};
use types::document::look::{Blend, Grade};
use types::geometry::{Color, Size};
use types::mouth::MouthShape;

const TALL: Size = Size::new(1080, 1920);
const WIDE: Size = Size::new(1920, 1080);
const RUNS: usize = 40;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let bench = Bench::new()?;
    bench.colors()?;
    bench.layers()?;
    bench.transitions()?;
    bench.ad_frame()?;
    bench.actors()?;
    Ok(())
}

struct Bench {
    pool: Pool,
    wide: [Arc<YuvImage>; 2],
    tall: Arc<YuvImage>,
    actor: RgbaImage,
    caption: RgbaImage,
}

impl Bench {
    fn new() -> Result<Self, ComposeError> {
        let pool = Pool::default();
        let picture = |size: Size, seed: u32| -> Result<Arc<YuvImage>, ComposeError> {
            Ok(color::rgba_to_yuv(texture(size, seed).view(), &pool)?.freeze())
        };
        let wide = [picture(WIDE, 1)?, picture(WIDE, 2)?];
        let tall = picture(TALL, 3)?;
        Ok(Self { wide, tall, actor: person(), caption: lines(), pool })
    }

    fn colors(&self) -> Result<(), ComposeError> {
        let image = Arc::new(texture(TALL, 4));
        measure("RGBA to I420, 1080x1920", || {
            drop(color::rgba_to_yuv(image.view(), &self.pool)?);
            Ok(())
        })?;
        let mut pixels = vec![0; TALL.area() as usize * 4];
        measure("I420 to RGBA, 1080x1920", || color::yuv_into(&mut pixels, self.tall.view()))?;
        measure("the same, memory fresh", || {
            drop(color::yuv_to_rgba(self.tall.view())?);
            Ok(())
        })?;
        measure("copy of a frame, pooled", || {
            drop(YuvBuffer::copy_of(self.tall.view(), &self.pool));
            Ok(())
        })?;
        measure("copy of a frame, memory fresh", || {
            drop(YuvBuffer::copy_of(self.tall.view(), &Pool::default()));
            Ok(())
        })?;
        let grade = Grade { exposure: 0.3, contrast: 0.2, saturation: 0.2, temperature: 0.3 };
        let picture = Picture::Yuv(self.tall.clone());
        measure("grade", || {
            drop(graded(&picture, &grade, &self.pool));
            Ok(())
        })
    }

    fn canvas(&self, size: Size, quality: Quality) -> Result<Canvas, ComposeError> {
        Canvas::new(size, Color::BLACK, quality, &self.pool)
    }

    fn layers(&self) -> Result<(), ComposeError> {
        let (wide, tall) = (Picture::Yuv(self.wide[0].clone()), Picture::Yuv(self.tall.clone()));
        let draw = |size: Size, quality: Quality, layer: Layer<'_>| {
            let mut canvas = self.canvas(size, quality)?;
            canvas.draw(&layer)?;
            drop(canvas.finish());
            Ok(())
        };
        let best = Quality::Best;
        measure("pass through", || draw(TALL, best, Layer::new(&tall)))?;
        measure("1080p to 540p, playing", || draw(Size::new(960, 540), Quality::Fast, Layer::new(&wide)))?;
        measure("1080p to 540p, best", || draw(Size::new(960, 540), best, Layer::new(&wide)))?;
        measure("wide cut to tall, best", || draw(TALL, best, Layer::new(&wide)))?;
        let contain = Placement { fitting: Fitting::Contain, ..Placement::default() };
        measure("wide in tall over its blur, best", || {
            draw(TALL, best, Layer { placement: contain, surround: Surround::Blur, ..Layer::new(&wide) })
        })?;
        let close = Placement { scale: 1.15, ..Placement::default() };
        measure("punch-in 1.15, best", || draw(TALL, best, Layer { placement: close, ..Layer::new(&tall) }))?;
        measure("punch-in 1.15, playing", || {
            draw(TALL, Quality::Fast, Layer { placement: close, ..Layer::new(&tall) })
        })?;
        let turned = Placement { rotation: 7.0, scale: 1.2, ..Placement::default() };
        measure("turned by 7 degrees", || {
            draw(TALL, best, Layer { placement: turned, ..Layer::new(&tall) })
        })?;
        measure("half clear, whole frame", || draw(TALL, best, Layer { opacity: 0.5, ..Layer::new(&tall) }))?;
        measure("screen, whole frame", || {
            draw(TALL, best, Layer { blend: Blend::Screen, ..Layer::new(&tall) })
        })
    }

    fn transitions(&self) -> Result<(), ComposeError> {
        let kinds = [
            ("cross-fade", TransitionKind::CrossFade),
            ("dip", TransitionKind::Dip(Color::BLACK)),
            ("wipe", TransitionKind::Wipe(Direction::Left)),
            ("push", TransitionKind::Push(Direction::Up)),
            ("zoom", TransitionKind::Zoom),
        ];
        for (name, kind) in kinds {
            measure(&format!("{name}, 1080p"), || {
                drop(between(kind, &self.wide[0], &self.wide[1], 0.4, &self.pool)?);
                Ok(())
            })?;
        }
        Ok(())
    }

    fn ad_frame(&self) -> Result<(), ComposeError> {
        measure("actor alone, 760x1400 of it", || {
            let mut canvas = self.canvas(TALL, Quality::Best)?;
            canvas.cover(self.tall.clone())?;
            canvas.lay(self.actor.view(), (160, 520), 1.0)?;
            drop(canvas.finish());
            Ok(())
        })?;
        measure("caption alone, 900x300", || {
            let mut canvas = self.canvas(TALL, Quality::Best)?;
            canvas.cover(self.tall.clone())?;
            canvas.lay(self.caption.view(), (91, 1301), 1.0)?;
            drop(canvas.finish());
            Ok(())
        })?;
        measure("room, actor and caption: a frame of an ad", || {
            let mut canvas = self.canvas(TALL, Quality::Best)?;
            canvas.cover(self.tall.clone())?;
            canvas.lay(self.actor.view(), (160, 520), 1.0)?;
            canvas.lay(self.caption.view(), (90, 1300), 1.0)?;
            drop(canvas.finish());
            Ok(())
        })
    }
}

impl Bench {
    /// What a frame of a drawn actor costs while it speaks: alone, and laid over its setting.
    fn actors(&self) -> Result<(), ComposeError> {
        for (name, framing) in [("wide", Framing::Wide), ("close", Framing::Close)] {
            for number in [40, 200, 467] {
                let Some(actor) = catalogue().get(number) else { continue };
                let stage = Stage::new(&actor.look, TALL, framing);
                let backdrop = color::rgba_to_yuv(stage.backdrop().view(), &self.pool)?.freeze();
                let mut frame = 0;
                measure(&format!("actor {number} {name}, what moves"), || {
                    frame += 1;
                    stage.with_foreground(&speaking(frame), |_| ());
                    Ok(())
                })?;
                measure(&format!("actor {number} {name}, whole frame"), || {
                    frame += 1;
                    let mut canvas = self.canvas(TALL, Quality::Best)?;
                    canvas.cover(Arc::clone(&backdrop))?;
                    stage.with_foreground(&speaking(frame), |patch| {
                        canvas.lay(patch.image.view(), (i64::from(patch.left), i64::from(patch.top)), 1.0)
                    })?;
                    drop(canvas.finish());
                    Ok(())
                })?;
            }
        }
        Ok(())
    }
}

/// A moment of speech at thirty frames a second.
fn speaking(frame: i64) -> Moment {
    let shape = |at: i64| MouthShape::ALL[(at / 3).rem_euclid(12) as usize];
    let mouth = (shape(frame), shape(frame + 3), (frame % 3) as f32 / 3.0);
    Moment { sample: frame * 1_600, mouth, energy: 0.6 }
}

fn measure(name: &str, mut run: impl FnMut() -> Result<(), ComposeError>) -> Result<(), ComposeError> {
    run()?;
    let mut times = Vec::with_capacity(RUNS);
    for _ in 0..RUNS {
        let start = Instant::now();
        run()?;
        times.push(start.elapsed().as_secs_f64() * 1e3);
    }
    times.sort_by(f64::total_cmp);
    // A closed pipe is no reason to fail.
    let _ = writeln!(std::io::stdout(), "{:>8.2} ms ({:.2} at best)  {name}", times[RUNS / 2], times[0]);
    Ok(())
}

/// A picture with detail everywhere.
fn texture(size: Size, seed: u32) -> RgbaImage {
    let mut image = RgbaImage::clear(size);
    for (index, pixel) in image.data.as_chunks_mut::<4>().0.iter_mut().enumerate() {
        let (x, y) = (index as u32 % size.width, index as u32 / size.width);
        let noise =
            (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503) ^ seed).wrapping_mul(2_246_822_519);
        *pixel = [(x / 8) as u8, (y / 8) as u8, (noise >> 24) as u8, 255];
    }
    image
}

/// An upright ellipse with a soft edge, about what a drawn actor covers.
fn person() -> RgbaImage {
    let size = Size::new(760, 1400);
    let mut image = texture(size, 5);
    for (index, pixel) in image.data.as_chunks_mut::<4>().0.iter_mut().enumerate() {
        let (x, y) = ((index % 760) as f32 / 380.0 - 1.0, (index / 760) as f32 / 700.0 - 1.0);
        let alpha = ((1.0 - (x * x + y * y).sqrt()) * 200.0).clamp(0.0, 1.0);
        *pixel = pixel.map(|value| (f32::from(value) * alpha) as u8);
    }
    image
}

/// Strokes with soft edges, about what three lines of text cover.
fn lines() -> RgbaImage {
    let size = Size::new(900, 300);
    let mut image = RgbaImage::clear(size);
    for (index, pixel) in image.data.as_chunks_mut::<4>().0.iter_mut().enumerate() {
        let (x, y) = (index % 900, index / 900);
        let alpha = match (x % 12, y % 100) {
            (0..5, 20..80) => 255,
            (5, 20..80) => 120,
            _ => 0,
        };
        *pixel = [alpha; 4];
    }
    image
}
