//! Turns what a decoder gives into a picture of the size wanted, upright, in the one colour space the product uses.

use std::sync::Arc;

use fast_image_resize::{PixelType, Resizer};
use gst_video::prelude::*;
use gst_video::{VideoColorMatrix, VideoColorRange, VideoFormat};
use gstreamer as gst;
use gstreamer_video as gst_video;
use render::picture::{Picture, PlaneLayout, RgbaImage, YuvImage, plane_size};
use types::geometry::Size;
use types::media::Transfer;

use crate::error::EngineError;
use crate::media::pixels::{self, Samples};
use crate::media::recolor::Recolor;
use crate::media::tone;

/// A decoded picture, still in the decoder's memory.
#[derive(Clone)]
pub(crate) struct Decoded {
    pub(crate) buffer: gst::Buffer,
    pub(crate) info: gst_video::VideoInfo,
}

/// Develops pictures of one stream. Keeps converters between pictures.
pub(crate) struct Developer {
    rotation: u16,
    transfer: Transfer,
    resizer: Resizer,
    converter: Option<Converter>,
}

struct Converter {
    from: gst_video::VideoInfo,
    to: gst_video::VideoInfo,
    inner: gst_video::VideoConverter,
}

/// Three planes without padding.
struct Planes {
    size: Size,
    planes: [Vec<u8>; 3],
}

impl Developer {
    /// For pictures that need that clockwise turn and have that transfer.
    pub(crate) fn new(rotation: u16, transfer: Transfer) -> Self {
        Self { rotation, transfer, resizer: Resizer::new(), converter: None }
    }

    /// The picture at `size`, which is meant after turning.
    pub(crate) fn develop(&mut self, decoded: &Decoded, size: Size) -> Result<Picture, EngineError> {
        let lying = matches!(self.rotation, 90 | 270);
        let before = if lying { Size::new(size.height, size.width) } else { size };
        let info = &decoded.info;
        if info.format_info().has_alpha() {
            return self.clear_picture(decoded, before);
        }
        if self.transfer != Transfer::Sdr && info.comp_depth(0) > 8 {
            return self.toned_picture(decoded, before);
        }
        let recolor = Recolor::to_standard(&info.colorimetry());
        match (info.format(), recolor) {
            (VideoFormat::I420 | VideoFormat::Yv12, Some(recolor)) => {
                let native = before == Size::new(info.width(), info.height());
                if native && self.rotation == 0 && recolor.changes_nothing() {
                    return mapped(decoded);
                }
                let mut planes = self.scaled_planes(decoded, before, PixelType::U8)?;
                recolor.apply(before, &mut planes.planes);
                self.upright(planes)
            }
            _ => {
                let converted = self.converted(decoded, VideoFormat::I420, Some(before))?;
                let planes = self.scaled_planes(&converted, before, PixelType::U8)?;
                self.upright(planes)
            }
        }
    }

    /// A picture that can be seen through. Premultiplied before it is scaled, so that edges keep their colour.
    fn clear_picture(&mut self, decoded: &Decoded, size: Size) -> Result<Picture, EngineError> {
        let converted = self.converted(decoded, VideoFormat::Rgba, None)?;
        let frame = frame_of(&converted)?;
        let native = Size::new(converted.info.width(), converted.info.height());
        let samples = samples(&frame, 0, (4 * native.width as usize, native.height as usize))?;
        let mut image = RgbaImage { size: native, data: samples.packed(1) };
        pixels::premultiply(&mut image);
        let image = pixels::scale_rgba(image, size)?;
        let (width, height) = (size.width as usize, size.height as usize);
        let data = pixels::turned(&image.data, (width, height), self.rotation, 4);
        Ok(Picture::Rgba(Arc::new(RgbaImage { size: self.after_turn(size), data })))
    }

    /// High dynamic range, brought down to what screens of today show.
    fn toned_picture(&mut self, decoded: &Decoded, size: Size) -> Result<Picture, EngineError> {
        let planes = if decoded.info.format() == VideoFormat::I42010le {
            self.scaled_planes(decoded, size, PixelType::U16)?
        } else {
            let converted = self.converted(decoded, VideoFormat::I42010le, None)?;
            self.scaled_planes(&converted, size, PixelType::U16)?
        };
        let planes = tone::to_standard(self.transfer, size, &planes.planes);
        self.upright(Planes { size, planes })
    }

    /// The planes of a 4:2:0 picture at that size.
    fn scaled_planes(
        &mut self,
        decoded: &Decoded,
        size: Size,
        kind: PixelType,
    ) -> Result<Planes, EngineError> {
        let frame = frame_of(decoded)?;
        let native = Size::new(decoded.info.width(), decoded.info.height());
        let mut planes = [Vec::new(), Vec::new(), Vec::new()];
        for (component, plane) in planes.iter_mut().enumerate() {
            let samples = samples(&frame, component, plane_size(native, component))?;
            let (width, height) = plane_size(size, component);
            *plane = samples.scaled(&mut self.resizer, kind, width, height)?;
        }
        Ok(Planes { size, planes })
    }

    fn upright(&self, planes: Planes) -> Result<Picture, EngineError> {
        let Planes { size, planes } = planes;
        let mut bytes = Vec::with_capacity(YuvImage::packed_len(size));
        for (component, plane) in planes.into_iter().enumerate() {
            if self.rotation == 0 {
                bytes.extend_from_slice(&plane);
            } else {
                bytes.extend(pixels::turned(&plane, plane_size(size, component), self.rotation, 1));
            }
        }
        let image = YuvImage::packed(self.after_turn(size), bytes);
        image.map(|image| Picture::Yuv(Arc::new(image))).ok_or_else(too_short)
    }

    fn after_turn(&self, size: Size) -> Size {
        if matches!(self.rotation, 90 | 270) { Size::new(size.height, size.width) } else { size }
    }

    /// The picture in another format by GStreamer's converter, which knows all of them; also scaled, if asked.
    fn converted(
        &mut self,
        decoded: &Decoded,
        format: VideoFormat,
        size: Option<Size>,
    ) -> Result<Decoded, EngineError> {
        let from = &decoded.info;
        let size = size.unwrap_or(Size::new(from.width(), from.height()));
        let fits = |kept: &Converter| {
            kept.from == *from
                && kept.to.format() == format
                && kept.to.width() == size.width
                && kept.to.height() == size.height
        };
        if !self.converter.as_ref().is_some_and(fits) {
            self.converter = Some(Converter::new(from, format, size, self.transfer)?);
        }
        let converter = self.converter.as_ref().ok_or_else(too_short)?;
        let buffer = gst::Buffer::with_size(converter.to.size()).map_err(refused)?;
        let mut target =
            gst_video::VideoFrame::from_buffer_writable(buffer, &converter.to).map_err(|_| too_short())?;
        converter.inner.frame_ref(&frame_of(decoded)?, &mut target.as_mut_video_frame_ref());
        Ok(Decoded { info: converter.to.clone(), buffer: target.into_buffer() })
    }
}

impl Converter {
    fn new(
        from: &gst_video::VideoInfo,
        format: VideoFormat,
        size: Size,
        transfer: Transfer,
    ) -> Result<Self, EngineError> {
        let hdr = transfer != Transfer::Sdr && format == VideoFormat::I42010le;
        let standard = gst_video::VideoColorimetry::new(
            VideoColorRange::Range16_235,
            VideoColorMatrix::Bt709,
            gst_video::VideoTransferFunction::Bt709,
            gst_video::VideoColorPrimaries::Bt709,
        );
        let mut builder = gst_video::VideoInfo::builder(format, size.width, size.height)
            .fps(from.fps())
            .interlace_mode(from.interlace_mode());
        if hdr {
            builder = builder.colorimetry(&from.colorimetry());
        } else if format == VideoFormat::I420 {
            builder = builder.colorimetry(&standard);
        }
        let to = builder.build().map_err(refused)?;
        let mut config = gst_video::VideoConverterConfig::new();
        config.set_threads(2);
        let inner = gst_video::VideoConverter::new(from, &to, Some(config)).map_err(refused)?;
        Ok(Self { from: from.clone(), to, inner })
    }
}

/// The picture where it is, without copying.
fn mapped(decoded: &Decoded) -> Result<Picture, EngineError> {
    let planes = {
        let frame = frame_of(decoded)?;
        let format = frame.format_info();
        let planes = format.plane();
        let mut layout = [PlaneLayout { offset: 0, stride: 0 }; 3];
        for (component, layout) in layout.iter_mut().enumerate() {
            let plane = *planes.get(component).ok_or_else(too_short)? as usize;
            let offset = *frame.plane_offset().get(plane).ok_or_else(too_short)?;
            let stride = *frame.plane_stride().get(plane).ok_or_else(too_short)?;
            *layout = PlaneLayout { offset, stride: usize::try_from(stride).map_err(|_| too_short())? };
        }
        layout
    };
    let size = Size::new(decoded.info.width(), decoded.info.height());
    let bytes = decoded.buffer.clone().into_mapped_buffer_readable().map_err(|_| too_short())?;
    let image = YuvImage::new(size, Box::new(bytes), planes).ok_or_else(too_short)?;
    Ok(Picture::Yuv(Arc::new(image)))
}

fn frame_of(decoded: &Decoded) -> Result<gst_video::VideoFrameRef<&gst::BufferRef>, EngineError> {
    gst_video::VideoFrameRef::from_buffer_ref_readable(&decoded.buffer, &decoded.info).map_err(refused)
}

/// The samples of a component that has a plane of its own.
fn samples<'a>(
    frame: &'a gst_video::VideoFrameRef<&gst::BufferRef>,
    component: usize,
    (width, height): (usize, usize),
) -> Result<Samples<'a>, EngineError> {
    let plane = *frame.format_info().plane().get(component).ok_or_else(too_short)?;
    let data = frame.plane_data(plane).map_err(refused)?;
    let stride = frame.plane_stride().get(plane as usize).and_then(|&stride| usize::try_from(stride).ok());
    Ok(Samples { data, stride: stride.ok_or_else(too_short)?, width, height })
}

fn too_short() -> EngineError {
    EngineError::Pipeline("a decoder gave less than a whole picture".to_owned())
}

fn refused(error: gst::glib::BoolError) -> EngineError {
    EngineError::Pipeline(error.message.to_string())
}
