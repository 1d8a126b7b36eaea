//! Draws one layer onto a canvas, the cheapest way that is exact: passed through, copied, scaled or turned.

use std::sync::Arc;

use types::document::look::Blend;
use types::geometry::{Color, Size};

use super::canvas::Canvas;
use super::place::{Frame, Mapping, Placement, Straight};
use super::rows::{self, FULL};
use super::{ComposeError, backdrop, color, resize, warp};
use crate::picture::Picture;
use crate::picture::buffer::{PooledBytes, YuvBuffer};
use crate::picture::view::{Rect, RgbaView, YuvView};

/// What is seen around a picture that does not cover the canvas.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Surround {
    /// The layers below.
    #[default]
    Below,
    /// One colour.
    Color(Color),
    /// A blurred copy of the picture.
    Blur,
}

/// A picture to draw.
pub struct Layer<'a> {
    /// Its pixels.
    pub picture: &'a Picture,
    /// The size of the layer, where the picture is only a part of it; pixels beyond the picture are clear.
    pub whole: Size,
    /// Where in the layer the picture's first pixel lies.
    pub at: (i64, i64),
    /// Where the layer lies on the canvas.
    pub placement: Placement,
    /// What is seen around it.
    pub surround: Surround,
    /// From 0, clear, to 1.
    pub opacity: f32,
    /// How it mixes with what lies below.
    pub blend: Blend,
}

impl<'a> Layer<'a> {
    /// A picture that covers the canvas.
    pub fn new(picture: &'a Picture) -> Self {
        Self {
            picture,
            whole: picture.size(),
            at: (0, 0),
            placement: Placement::default(),
            surround: Surround::Below,
            opacity: 1.0,
            blend: Blend::Normal,
        }
    }
}

/// A layer's pixels as they lie on the canvas.
enum Drawn<'a> {
    Yuv(YuvView<'a>),
    OwnYuv(YuvBuffer),
    Rgba(RgbaView<'a>),
    OwnRgba(PooledBytes),
}

impl Canvas {
    /// Draws a layer onto what is there.
    pub fn draw(&mut self, layer: &Layer<'_>) -> Result<(), ComposeError> {
        let weight = rows::weight(layer.opacity);
        let piece = Frame::of(layer.picture.size(), layer.at);
        let mapping = layer.placement.map(layer.whole, piece, self.size);
        let Some(mapping) = mapping.filter(|_| weight > 0) else { return Ok(()) };
        if layer.surround == Surround::Below || self.is_covered_by(&mapping) {
            return self.draw_mapped(layer, &mapping, weight);
        }
        if weight == FULL && layer.blend == Blend::Normal {
            self.surround(layer, &mapping)?;
            return self.draw_mapped(layer, &mapping, weight);
        }
        // Picture and surround fade as one: put together apart from what lies below.
        let mut group = self.another();
        group.draw(&Layer { opacity: 1.0, blend: Blend::Normal, ..*layer })?;
        let whole = Picture::Yuv(group.finish());
        self.draw(&Layer { opacity: layer.opacity, blend: layer.blend, ..Layer::new(&whole) })
    }

    fn surround(&mut self, layer: &Layer<'_>, mapping: &Mapping) -> Result<(), ComposeError> {
        match layer.surround {
            Surround::Below => {}
            Surround::Color(color) => self.fill(color, 1.0),
            Surround::Blur => {
                let made = backdrop::blurred(layer.picture, mapping.seen, self.size, &self.pool)?;
                self.replace(made);
            }
        }
        Ok(())
    }

    fn is_covered_by(&self, mapping: &Mapping) -> bool {
        let straight = mapping.straight(self.size, 1);
        straight.is_some_and(|straight| straight.target == Rect::of(self.size))
    }

    fn draw_mapped(&mut self, layer: &Layer<'_>, mapping: &Mapping, weight: u16) -> Result<(), ComposeError> {
        let Some((target, drawn)) = self.drawn(layer, mapping)? else { return Ok(()) };
        let covers = target == Rect::of(self.size) && weight == FULL;
        match (layer.blend, drawn, layer.picture) {
            (Blend::Normal, Drawn::Yuv(view), Picture::Yuv(image)) if covers && view.size == image.size() => {
                self.cover(Arc::clone(image))
            }
            (Blend::Normal, Drawn::OwnYuv(made), _) if covers => {
                self.replace(made);
                Ok(())
            }
            (Blend::Normal, Drawn::Yuv(view), _) => {
                self.put_yuv(view, target, weight);
                Ok(())
            }
            (Blend::Normal, Drawn::OwnYuv(made), _) => {
                self.put_yuv(made.view(), target, weight);
                Ok(())
            }
            (blend, drawn, _) => self.put_rgba(drawn, target, blend, weight),
        }
    }

    fn put_rgba(
        &mut self,
        drawn: Drawn<'_>,
        target: Rect,
        blend: Blend,
        weight: u16,
    ) -> Result<(), ComposeError> {
        let (size, pool) = (target.size(), self.pool.clone());
        let opaque = |view: YuvView<'_>| -> Result<PooledBytes, ComposeError> {
            let mut data = pool.take(size.area() as usize * 4);
            color::yuv_into(&mut data, view)?;
            Ok(data)
        };
        let data = match drawn {
            Drawn::Rgba(view) => return self.mix_rgba(view, target, blend, weight),
            Drawn::OwnRgba(data) => data,
            Drawn::Yuv(view) => opaque(view)?,
            Drawn::OwnYuv(made) => opaque(made.view())?,
        };
        let view = RgbaView { size, data: &data, stride: target.width * 4 };
        self.mix_rgba(view, target, blend, weight)
    }

    /// The layer's pixels on the canvas and where; None when none is seen.
    fn drawn<'a>(
        &self,
        layer: &Layer<'a>,
        mapping: &Mapping,
    ) -> Result<Option<(Rect, Drawn<'a>)>, ComposeError> {
        let grid = if let Picture::Yuv(_) = layer.picture { 2 } else { 1 };
        let Some(Straight { target, source }) = mapping.straight(self.size, grid) else {
            let setting = (self.size, self.quality);
            let warped = warp::warp(mapping, layer.picture, layer.at, setting, &self.pool)?;
            return Ok(warped.map(|(target, data)| (target, Drawn::OwnRgba(data))));
        };
        if target.width == 0 || target.height == 0 {
            return Ok(None);
        }
        let source = source.moved((-layer.at.0, -layer.at.1));
        let same = source.exact().filter(|part| part.size() == target.size());
        let drawn = match (layer.picture, same) {
            (Picture::Rgba(image), Some(part)) => Drawn::Rgba(image.view().part(part)),
            (Picture::Yuv(image), Some(part)) if part.left % 2 == 0 && part.top % 2 == 0 => {
                Drawn::Yuv(image.view().part(part))
            }
            (Picture::Rgba(image), _) => {
                let size = target.size();
                Drawn::OwnRgba(resize::rgba(image.view(), source, size, self.quality, &self.pool)?)
            }
            (Picture::Yuv(image), _) => {
                let size = target.size();
                Drawn::OwnYuv(resize::yuv(image.view(), source, size, self.quality, &self.pool)?)
            }
        };
        Ok(Some((target, drawn)))
    }
}
