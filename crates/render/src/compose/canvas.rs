//! A frame being put together, from the lowest layer to the one on top.

use std::sync::Arc;

use types::document::look::Blend;
use types::geometry::{Color, Size};

use super::resize::Quality;
use super::rows::{self, FULL};
use super::{CANVAS_PIXELS_MAX, ComposeError, blend, color, overlay};
use crate::picture::buffer::{Pool, YuvBuffer};
use crate::picture::view::{Rect, RgbaView, YuvView};
use crate::picture::{YuvImage, plane_size};

/// A frame being put together. It is always I420; a picture that covers it is kept, not copied, until
/// something is laid on it.
pub struct Canvas {
    pub(super) size: Size,
    pub(super) quality: Quality,
    pub(super) pool: Pool,
    background: Color,
    /// Somebody's picture, as it is, until our own replaces it.
    shared: Option<Arc<YuvImage>>,
    made: Option<YuvBuffer>,
}

impl Canvas {
    /// An empty canvas. The background's alpha is left aside.
    pub fn new(size: Size, background: Color, quality: Quality, pool: &Pool) -> Result<Self, ComposeError> {
        if size.width == 0 || size.height == 0 || size.area() > CANVAS_PIXELS_MAX {
            return Err(ComposeError::Size(size));
        }
        Ok(Self { size, quality, pool: pool.clone(), background, shared: None, made: None })
    }

    /// Pixels across and down.
    pub fn size(&self) -> Size {
        self.size
    }

    /// How much care is taken.
    pub fn quality(&self) -> Quality {
        self.quality
    }

    /// An empty canvas of the same size, background and quality.
    pub fn another(&self) -> Self {
        let Self { size, quality, background, .. } = *self;
        Self { size, quality, pool: self.pool.clone(), background, shared: None, made: None }
    }

    /// What has been drawn so far, to look at or to draw on elsewhere; None when nothing has.
    pub fn share(&mut self) -> Option<Arc<YuvImage>> {
        if let Some(made) = self.made.take() {
            self.shared = Some(made.freeze());
        }
        self.shared.clone()
    }

    /// Puts a picture of the canvas's size over everything. It is not copied, and when nothing else is drawn
    /// the very same one comes out again.
    pub fn cover(&mut self, image: Arc<YuvImage>) -> Result<(), ComposeError> {
        if image.size() != self.size {
            return Err(ComposeError::SizesDiffer(image.size(), self.size));
        }
        self.shared = Some(image);
        self.made = None;
        Ok(())
    }

    /// Lays RGBA onto the canvas, unscaled, its top left at `at`; `opacity` from 0 to 1.
    pub fn lay(&mut self, image: RgbaView<'_>, at: (i64, i64), opacity: f32) -> Result<(), ComposeError> {
        self.lay_weighted(image, at, rows::weight(opacity))
    }

    /// Fills the canvas with a colour; its alpha and `opacity` (0 to 1) say how much of it.
    pub fn fill(&mut self, color: Color, opacity: f32) {
        let weight = rows::weight(opacity * f32::from(color.a) / 255.0);
        if weight == FULL {
            let made = filled(self.size, color, &self.pool);
            self.replace(made);
        } else if weight > 0 {
            let mut view = self.own().view_mut();
            for (index, sample) in color::samples_of(color).into_iter().enumerate() {
                for y in 0..plane_size(view.size, index).1 {
                    rows::mix_to(view.row(index, y), sample, weight);
                }
            }
        }
    }

    /// The finished frame.
    pub fn finish(self) -> Arc<YuvImage> {
        match (self.made, self.shared) {
            (Some(made), _) => made.freeze(),
            (None, Some(image)) => image,
            (None, None) => filled(self.size, self.background, &self.pool).freeze(),
        }
    }

    /// Puts an own picture of the canvas's size over everything.
    pub(super) fn replace(&mut self, made: YuvBuffer) {
        self.made = Some(made);
        self.shared = None;
    }

    /// Mixes I420 in at `target`, whose left and top are even.
    pub(super) fn put_yuv(&mut self, source: YuvView<'_>, target: Rect, weight: u16) {
        let mut view = self.own().view_mut();
        let mut part = view.part(target);
        if weight == FULL {
            return part.copy_from(source);
        }
        for index in 0..3 {
            for y in 0..plane_size(part.size, index).1 {
                rows::mix_into(part.row(index, y), source.row(index, y), weight);
            }
        }
    }

    /// Mixes RGBA in at `target`, both of the same size, in a blend mode.
    pub(super) fn mix_rgba(
        &mut self,
        layer: RgbaView<'_>,
        target: Rect,
        mode: Blend,
        weight: u16,
    ) -> Result<(), ComposeError> {
        if mode == Blend::Normal {
            return self.lay_weighted(layer, (target.left as i64, target.top as i64), weight);
        }
        let outer = overlay::even(target, self.size);
        let pool = self.pool.clone();
        let mut view = self.own().view_mut();
        let mut part = view.part(outer);
        let mut below = pool.take(outer.width * outer.height * 4);
        color::yuv_into(&mut below, part.view())?;
        let inset = (target.left - outer.left) * 4;
        let lines = below.chunks_exact_mut(outer.width * 4).skip(target.top - outer.top);
        let mut row = blend::Row::default();
        for (y, line) in lines.take(target.height).enumerate() {
            row.read(layer.row(y), weight);
            blend::row(&mut line[inset..], &row, mode);
        }
        let stride = outer.width * 4;
        color::rgba_into(&mut part, RgbaView { size: outer.size(), data: &below, stride })
    }

    fn lay_weighted(&mut self, image: RgbaView<'_>, at: (i64, i64), weight: u16) -> Result<(), ComposeError> {
        let pool = self.pool.clone();
        overlay::lay(&mut self.own().view_mut(), image, at, weight, &pool)
    }

    /// The picture to write on: what covers the canvas is copied, nothing becomes the background.
    fn own(&mut self) -> &mut YuvBuffer {
        self.made.get_or_insert_with(|| match self.shared.take() {
            Some(image) => YuvBuffer::copy_of(image.view(), &self.pool),
            None => filled(self.size, self.background, &self.pool),
        })
    }
}

fn filled(size: Size, color: Color, pool: &Pool) -> YuvBuffer {
    let mut made = YuvBuffer::new(size, pool);
    made.view_mut().fill(Rect::of(size), color::samples_of(color));
    made
}
