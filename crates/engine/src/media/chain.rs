//! A small pipeline that decodes one stream of a file: read, take apart, decode, hand out.
//! Pictures leave as the decoder made them; sound leaves as 32-bit floats at 48 kHz.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use gstreamer as gst;
use gstreamer::prelude::*;
use gstreamer_app as gst_app;
use gstreamer_video as gst_video;

use crate::error::EngineError;
use crate::media::fault;
use crate::media::link::Link;
use crate::media::sniff::{self, Clock};
use crate::system;

/// The stream of a file to decode: the first of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stream {
    /// The picture; the decoder may use that many threads.
    Video { threads: u32 },
    /// The sound, every channel, as interleaved floats at 48 kHz.
    Audio,
}

/// What came out of a chain within the time given.
pub(crate) enum Pulled {
    /// A decoded picture or some sound.
    Sample(gst::Sample),
    /// There is nothing more.
    End,
    /// Nothing yet.
    Nothing,
}

/// A running pipeline. It is stopped on a thread of its own when dropped, because stopping can block.
pub(crate) struct Chain {
    path: PathBuf,
    pipeline: gst::Pipeline,
    sink: gst_app::AppSink,
    clock: Clock,
    link: Arc<Link>,
}

impl Chain {
    /// Starts decoding from the beginning.
    pub(crate) fn open(path: &Path, stream: Stream) -> Result<Self, EngineError> {
        system::init()?;
        let pipeline = gst::Pipeline::new();
        let source = system::element("filesrc")?;
        source.set_property("location", path);
        let parse = system::element("parsebin")?;
        // Without `async` the sink takes pictures at once after winding, with no change of state in between.
        let sink = gst_app::AppSink::builder()
            .sync(false)
            .async_(false)
            .max_buffers(3)
            .enable_last_sample(false)
            .build();
        sink.set_property("wait-on-eos", false);
        accept_padded_pictures(&sink);
        pipeline.add_many([&source, &parse, sink.upcast_ref()]).map_err(fault::wiring)?;
        source.link(&parse).map_err(fault::wiring)?;
        let link = Arc::new(Link::new(path, stream));
        connect(&pipeline, &parse, &sink, &link);
        let chain = Self { path: path.to_owned(), pipeline, sink, clock: sniff::clock(path), link };
        // A refused change of state leaves its reason on the bus, where `pull` finds it.
        let _ = chain.pipeline.set_state(gst::State::Playing);
        Ok(chain)
    }

    /// The next sample, waiting at most `wait`.
    pub(crate) fn pull(&self, wait: gst::ClockTime) -> Result<Pulled, EngineError> {
        if let Some(sample) = self.sink.try_pull_sample(wait) {
            return Ok(Pulled::Sample(sample));
        }
        if let Some(problem) = self.problem() {
            return Err(problem);
        }
        Ok(if self.sink.is_eos() { Pulled::End } else { Pulled::Nothing })
    }

    /// From when to when a sample is shown or sounds, in nanoseconds on the file's own clock.
    pub(crate) fn span(&self, sample: &gst::SampleRef) -> Option<(i64, i64)> {
        let buffer = sample.buffer()?;
        let pts = buffer.pts()?;
        let from = match self.clock {
            Clock::Buffers => pts,
            Clock::Segment => sample.segment()?.downcast_ref::<gst::ClockTime>()?.to_stream_time(pts)?,
        };
        let from = from.nseconds() as i64;
        Some((from, from + buffer.duration().map_or(40_000_000, |length| length.nseconds() as i64)))
    }

    /// What a sample's picture is: size, format, colours.
    pub(crate) fn picture_info(&self, sample: &gst::SampleRef) -> Option<gst_video::VideoInfo> {
        let info = gst_video::VideoInfo::from_caps(sample.caps()?).ok()?;
        Some(self.link.with_container_colors(info))
    }

    /// Goes to the keyframe at or before `nanos` on the file's own clock. Pictures before `hurry_to` may be left out
    /// by the decoder where nothing depends on them.
    pub(crate) fn seek(&self, nanos: i64, hurry_to: i64) -> Result<(), EngineError> {
        self.link.set_hurry(hurry_to);
        let flags = gst::SeekFlags::FLUSH | gst::SeekFlags::KEY_UNIT | gst::SeekFlags::SNAP_BEFORE;
        let target = gst::ClockTime::from_nseconds(nanos.max(0).unsigned_abs());
        let sought =
            self.sink.seek(1.0, flags, gst::SeekType::Set, target, gst::SeekType::None, gst::ClockTime::NONE);
        sought.map_err(|_| {
            self.problem().unwrap_or_else(|| EngineError::Unreadable {
                path: self.path.clone(),
                reason: "it cannot be wound to another place".to_owned(),
            })
        })
    }

    /// From here on, pictures before `nanos` on the file's own clock may be left out.
    pub(crate) fn hurry_to(&self, nanos: i64) {
        self.link.set_hurry(nanos);
        self.link.hurry();
    }

    /// The failure the pipeline reported, if any.
    fn problem(&self) -> Option<EngineError> {
        if let Some(problem) = self.link.problem() {
            return Some(problem);
        }
        fault::on_bus(&self.pipeline, &self.path)
    }
}

impl Drop for Chain {
    fn drop(&mut self) {
        stop(self.pipeline.clone());
    }
}

/// Stops a pipeline without waiting for it.
pub(crate) fn stop(pipeline: gst::Pipeline) {
    let reaper = std::thread::Builder::new().name("reaper".to_owned());
    let stopped = reaper.spawn({
        let pipeline = pipeline.clone();
        move || pipeline.set_state(gst::State::Null)
    });
    if stopped.is_err() {
        let _ = pipeline.set_state(gst::State::Null);
    }
}

fn connect(pipeline: &gst::Pipeline, parse: &gst::Element, sink: &gst_app::AppSink, link: &Arc<Link>) {
    let (weak, sink, added) = (pipeline.downgrade(), sink.clone(), link.clone());
    parse.connect_pad_added(move |_, pad| {
        if let Some(pipeline) = weak.upgrade() {
            added.pad_added(&pipeline, &sink, pad);
        }
    });
    let done = link.clone();
    parse.connect_no_more_pads(move |_| done.no_more());
}

/// Lets decoders hand out their own memory, whatever its row padding, instead of copying every picture.
fn accept_padded_pictures(sink: &gst_app::AppSink) {
    let Some(pad) = sink.static_pad("sink") else { return };
    pad.add_probe(gst::PadProbeType::QUERY_DOWNSTREAM, |_, probe| {
        let Some(query) = probe.query_mut() else { return gst::PadProbeReturn::Ok };
        let gst::QueryViewMut::Allocation(allocation) = query.view_mut() else {
            return gst::PadProbeReturn::Ok;
        };
        allocation.add_allocation_meta::<gst_video::VideoMeta>(None);
        gst::PadProbeReturn::Handled
    });
}
