//! Joins a stream of a file to its decoder, and tells the decoder what is wanted of it while it runs.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};

use gstreamer as gst;
use gstreamer::prelude::*;
use gstreamer_app as gst_app;
use gstreamer_video as gst_video;

use crate::error::EngineError;
use crate::media::chain::Stream;
use crate::media::sniff::{self, Clock, Kind};
use crate::media::{fault, plug};

/// No picture is skipped.
const NO_HURRY: i64 = i64::MIN;

/// What the threads of the pipeline and its owner share.
pub(crate) struct Link {
    stream: Stream,
    clock: Clock,
    path: PathBuf,
    /// Time on the file's own clock in nanoseconds before which pictures need not come out.
    hurry: AtomicI64,
    /// Where the decoder gives its pictures and the segment they lie in.
    decoder: Mutex<Option<(gst::Pad, gst::Segment)>>,
    /// The colours the container tells of, kept from a decoder that finds them in the stream.
    colors: Mutex<Option<gst_video::VideoColorimetry>>,
    state: Mutex<LinkState>,
}

enum LinkState {
    /// No stream of the kind wanted has appeared.
    Waiting,
    /// One has, and its first buffer has not.
    Expecting,
    Linked,
    Failed(Option<EngineError>),
}

impl Link {
    /// For the first stream of that kind in the file at `path`.
    pub(crate) fn new(path: &Path, stream: Stream) -> Self {
        Self {
            stream,
            clock: sniff::clock(path),
            path: path.to_owned(),
            hurry: AtomicI64::new(NO_HURRY),
            decoder: Mutex::default(),
            colors: Mutex::default(),
            state: Mutex::new(LinkState::Waiting),
        }
    }

    /// Why there is nothing to decode, if there is not.
    pub(crate) fn problem(&self) -> Option<EngineError> {
        match &mut *self.state.lock().ok()? {
            LinkState::Failed(error) => Some(error.take().unwrap_or_else(|| fault::damaged(&self.path))),
            LinkState::Waiting | LinkState::Expecting | LinkState::Linked => None,
        }
    }

    /// Pictures before `nanos` on the file's own clock may be left out from the next segment on.
    pub(crate) fn set_hurry(&self, nanos: i64) {
        self.hurry.store(nanos, Ordering::Release);
    }

    /// A stream has appeared. The first of the kind wanted is linked when its first buffer comes; the others run
    /// into nothing, because a container none of whose streams goes anywhere gives up before the next one appears.
    pub(crate) fn pad_added(
        self: &Arc<Self>,
        pipeline: &gst::Pipeline,
        sink: &gst_app::AppSink,
        pad: &gst::Pad,
    ) {
        let caps = pad.current_caps().unwrap_or_else(|| pad.query_caps(None));
        let Ok(mut state) = self.state.lock() else { return };
        if !plug::wants(self.stream, &caps) || !matches!(*state, LinkState::Waiting) {
            drop(state);
            let discarded = plug::nowhere().and_then(|sink| plug::join(pipeline, &[sink]));
            if let Err(error) = discarded.and_then(|input| plug::enter(pad, &input)) {
                tracing::debug!(%error, "a stream that is not wanted leads nowhere");
            }
            return;
        }
        *state = LinkState::Expecting;
        let (link, weak, sink) = (self.clone(), pipeline.downgrade(), sink.clone());
        plug::at_first_buffer(pad, move |pad, caps| {
            let Some(pipeline) = weak.upgrade() else { return };
            let attached = link.attach(&pipeline, &sink, pad, caps);
            if let Ok(mut state) = link.state.lock() {
                *state = match attached {
                    Ok(()) => LinkState::Linked,
                    Err(error) => LinkState::Failed(Some(error)),
                };
            }
        });
    }

    /// All streams have appeared, as far as the container knows. Some tell of one more later.
    pub(crate) fn no_more(&self) {
        let late = matches!(sniff::sniff(&self.path), Ok(Kind::Stream("FLV")));
        let Ok(mut state) = self.state.lock() else { return };
        if matches!(*state, LinkState::Waiting) && !late {
            let path = self.path.clone();
            *state = LinkState::Failed(Some(match self.stream {
                Stream::Video { .. } => EngineError::NoPicture { path },
                Stream::Audio => EngineError::NoSound { path },
            }));
        }
    }

    /// Puts the decoder and what follows it between the stream and the sink.
    fn attach(
        self: &Arc<Self>,
        pipeline: &gst::Pipeline,
        sink: &gst_app::AppSink,
        pad: &gst::Pad,
        caps: &gst::Caps,
    ) -> Result<(), EngineError> {
        let mut parts = plug::gatherer(caps)?;
        let decoder = parts.len();
        if !plug::is_raw(caps) {
            parts.push(plug::decoder(&plug::gathered(caps), self.stream)?);
        }
        match self.stream {
            Stream::Video { .. } if plug::is_interlaced(caps) => parts.push(plug::deinterlacer()?),
            Stream::Video { .. } => {}
            Stream::Audio => parts.extend(plug::to_floats()?),
        }
        parts.push(sink.clone().upcast());
        let first = plug::join(pipeline, &parts)?;
        if let Some(input) = parts.get(decoder).and_then(|part| part.static_pad("sink")) {
            self.hurry_at_segments(&input);
            self.keep_colors(&input);
        }
        plug::enter(pad, &first)
    }

    /// Tells the decoder, whenever it starts somewhere else, from when on pictures are wanted: when the news
    /// reaches it and again when it passes it on, because then it forgets what it was told.
    fn hurry_at_segments(self: &Arc<Self>, input: &gst::Pad) {
        let output = input.parent_element().and_then(|decoder| decoder.static_pad("src"));
        let Some(output) = output.filter(|_| self.stream != Stream::Audio) else { return };
        for pad in [input, &output] {
            let (link, output) = (Arc::downgrade(self), output.downgrade());
            pad.add_probe(gst::PadProbeType::EVENT_DOWNSTREAM, move |_, probe| {
                let segment = match probe.event().map(|event| event.view()) {
                    Some(gst::EventView::Segment(event)) => event.segment().clone(),
                    _ => return gst::PadProbeReturn::Ok,
                };
                if let (Some(link), Some(output)) = (link.upgrade(), output.upgrade()) {
                    if let Ok(mut decoder) = link.decoder.lock() {
                        *decoder = Some((output, segment));
                    }
                    link.hurry();
                }
                gst::PadProbeReturn::Ok
            });
        }
    }

    /// Tells the decoder from when on pictures are wanted.
    ///
    /// A quality-of-service event is how a sink says that it is late; decoders then leave out pictures that
    /// no other picture needs. That shortens the way from a keyframe to the picture wanted.
    pub(crate) fn hurry(&self) {
        let hurry = self.hurry.load(Ordering::Acquire);
        let decoder = self.decoder.lock().ok().and_then(|decoder| decoder.clone());
        if let Some((output, segment)) = decoder
            && let Some(event) = late_until(&segment, hurry, self.clock)
        {
            output.send_event(event);
        }
    }

    /// Hides from FFmpeg's decoders what the container says about colours: they know from the stream itself, and
    /// GStreamer 1.22 forgets that an MP4 says "full range".
    fn keep_colors(self: &Arc<Self>, input: &gst::Pad) {
        let factory = input.parent_element().and_then(|decoder| decoder.factory());
        if !factory.is_some_and(|factory| factory.name().starts_with("avdec_h26")) {
            return;
        }
        let link = Arc::downgrade(self);
        input.add_probe(gst::PadProbeType::EVENT_DOWNSTREAM, move |_, probe| {
            let Some(gst::EventView::Caps(event)) = probe.event().map(|event| event.view()) else {
                return gst::PadProbeReturn::Ok;
            };
            let mut caps = event.caps_owned();
            let told = caps.structure(0).and_then(|caps| caps.get::<String>("colorimetry").ok());
            let Some(told) = told else { return gst::PadProbeReturn::Ok };
            if let Some(link) = link.upgrade()
                && let Ok(mut colors) = link.colors.lock()
            {
                *colors = told.parse().ok();
            }
            caps.make_mut().iter_mut().for_each(|structure| structure.remove_field("colorimetry"));
            probe.data = Some(gst::PadProbeData::Event(gst::event::Caps::new(&caps)));
            gst::PadProbeReturn::Ok
        });
    }

    /// The same picture with the container's matrix, transfer and primaries, which a stream may leave out, and
    /// the range the decoder found.
    pub(crate) fn with_container_colors(&self, info: gst_video::VideoInfo) -> gst_video::VideoInfo {
        let Some(told) = self.colors.lock().ok().and_then(|colors| *colors) else { return info };
        let found = info.colorimetry();
        let known = told.matrix() != gst_video::VideoColorMatrix::Unknown;
        if !known || info.format_info().has_alpha() {
            return info;
        }
        let both =
            gst_video::VideoColorimetry::new(found.range(), told.matrix(), told.transfer(), told.primaries());
        gst_video::VideoInfo::builder_from_info(&info).colorimetry(&both).build().unwrap_or(info)
    }
}

/// The event that says "everything before this time comes too late".
fn late_until(segment: &gst::Segment, nanos: i64, clock: Clock) -> Option<gst::Event> {
    let segment = segment.downcast_ref::<gst::ClockTime>()?;
    let wanted = gst::ClockTime::from_nseconds(u64::try_from(nanos).ok()?);
    let position = match clock {
        Clock::Buffers => wanted,
        Clock::Segment => segment.position_from_stream_time(wanted)?,
    };
    let running = segment.to_running_time(position)?;
    let late = running.saturating_sub(gst::ClockTime::NSECOND);
    Some(gst::event::Qos::new(gst::QOSType::Underflow, 1.0, 0, late))
}
