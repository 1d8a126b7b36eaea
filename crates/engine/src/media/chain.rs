//! A small pipeline that decodes one stream of a file: read, take apart, decode, hand out.
//! Pictures leave as the decoder made them; sound leaves as 32-bit floats at 48 kHz.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};

use gstreamer as gst;
use gstreamer::prelude::*;
use gstreamer_app as gst_app;
use gstreamer_video as gst_video;

use crate::error::EngineError;
use crate::media::sniff::{self, Clock, Kind};
use crate::media::{fault, plug};
use crate::system;

/// No picture is skipped.
const NO_HURRY: i64 = i64::MIN;

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
    link: Arc<Link>,
}

/// What the threads of the pipeline and its owner share.
struct Link {
    stream: Stream,
    clock: Clock,
    path: PathBuf,
    /// Time on the file's own clock in nanoseconds before which pictures need not come out.
    hurry: AtomicI64,
    /// Where the decoder gives its pictures and the segment they lie in.
    decoder: Mutex<Option<(gst::Pad, gst::Segment)>>,
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
        let link = Arc::new(Link {
            stream,
            clock: sniff::clock(path),
            path: path.to_owned(),
            hurry: AtomicI64::new(NO_HURRY),
            decoder: Mutex::default(),
            state: Mutex::new(LinkState::Waiting),
        });
        connect(&pipeline, &parse, &sink, &link);
        let chain = Self { path: path.to_owned(), pipeline, sink, link };
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
        let from = match self.link.clock {
            Clock::Buffers => pts,
            Clock::Segment => sample.segment()?.downcast_ref::<gst::ClockTime>()?.to_stream_time(pts)?,
        };
        let from = from.nseconds() as i64;
        Some((from, from + buffer.duration().map_or(40_000_000, |length| length.nseconds() as i64)))
    }

    /// Goes to the keyframe at or before `nanos` on the file's own clock. Pictures before `hurry_to` may be left out
    /// by the decoder where nothing depends on them.
    pub(crate) fn seek(&self, nanos: i64, hurry_to: i64) -> Result<(), EngineError> {
        self.link.hurry.store(hurry_to, Ordering::Release);
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
        self.link.hurry.store(nanos, Ordering::Release);
        self.link.hurry();
    }

    /// The failure the pipeline reported, if any.
    fn problem(&self) -> Option<EngineError> {
        if let Ok(mut state) = self.link.state.lock()
            && let LinkState::Failed(error) = &mut *state
        {
            return Some(error.take().unwrap_or_else(|| fault::damaged(&self.path)));
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

impl Link {
    /// A stream has appeared. The first of the kind wanted is linked when its first buffer comes; the others run
    /// into nothing, because a container none of whose streams goes anywhere gives up before the next one appears.
    fn pad_added(self: &Arc<Self>, pipeline: &gst::Pipeline, sink: &gst_app::AppSink, pad: &gst::Pad) {
        let caps = pad.current_caps().unwrap_or_else(|| pad.query_caps(None));
        let Ok(mut state) = self.state.lock() else { return };
        if !plug::wants(self.stream, &caps) || !matches!(*state, LinkState::Waiting) {
            drop(state);
            if let Err(error) = plug::discard(pipeline, pad) {
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
    fn no_more(&self) {
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
        for part in parts.iter().take(parts.len() - 1) {
            pipeline.add(part).map_err(fault::wiring)?;
        }
        for pair in parts.windows(2) {
            if let [from, to] = pair {
                from.link(to).map_err(fault::wiring)?;
            }
        }
        for part in parts.iter().rev() {
            part.sync_state_with_parent().map_err(fault::wiring)?;
        }
        if let Some(input) = parts.get(decoder).and_then(|part| part.static_pad("sink")) {
            self.hurry_at_segments(&input);
        }
        let first = parts.first().and_then(|part| part.static_pad("sink"));
        let first = first.ok_or_else(|| EngineError::Pipeline("a decoder has no input".to_owned()))?;
        pad.link(&first).map(|_| ()).map_err(|error| EngineError::Pipeline(error.to_string()))
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
    fn hurry(&self) {
        let hurry = self.hurry.load(Ordering::Acquire);
        let decoder = self.decoder.lock().ok().and_then(|decoder| decoder.clone());
        if let Some((output, segment)) = decoder
            && let Some(event) = late_until(&segment, hurry, self.clock)
        {
            output.send_event(event);
        }
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
