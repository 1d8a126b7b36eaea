//! Runs through a file once without decoding it and notes when every picture and all sound lies.

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use gstreamer as gst;
use gstreamer::prelude::*;

use crate::error::EngineError;
use crate::media::sniff::{self, Clock};
use crate::media::{chain, fault, plug};
use crate::system;

/// A file that gives nothing for this long is given up.
const PATIENCE: Duration = Duration::from_secs(4);
/// More pictures than a day of video has at 240 a second mean a forged file.
const PICTURES_MAX: usize = 24 * 3600 * 240;
/// How long a picture lasts when the file does not say, as GStreamer's decoders take it.
const PICTURE_NANOS: i64 = 40_000_000;

/// What a file holds.
#[derive(Debug, Default)]
pub(crate) struct Scan {
    /// The first picture stream.
    pub(crate) video: Option<StreamScan>,
    /// The first sound stream.
    pub(crate) audio: Option<StreamScan>,
    /// How long the container says it is, in nanoseconds.
    pub(crate) promised: Option<i64>,
    /// Why the run through the file ended early, if it did.
    pub(crate) problem: Option<EngineError>,
}

/// What was seen of one stream.
#[derive(Debug)]
pub(crate) struct StreamScan {
    /// What the stream is, before decoding.
    pub(crate) caps: gst::Caps,
    /// When each picture is shown, in nanoseconds from the start of the file, and whether it stands alone.
    /// Only for pictures.
    pub(crate) pictures: Vec<(i64, bool)>,
    /// Whether each picture stands alone, in the order they lie in the file.
    pub(crate) keys: Vec<bool>,
    /// Pictures that say no time.
    pub(crate) untimed: usize,
    /// The span of the stream in nanoseconds.
    pub(crate) span: Option<(i64, i64)>,
    /// Clockwise turn to upright, in degrees.
    pub(crate) rotation: u16,
    segment: Option<gst::FormattedSegment<gst::ClockTime>>,
    wants_pictures: Wants,
    clock: Clock,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wants {
    Pictures,
    Span,
}

/// Sound this much before the first picture is what an encoder needs to start; it is not heard.
const PRIMING_NANOS: i64 = 100_000_000;

type Shared = Arc<Mutex<Scan>>;

impl Scan {
    /// What the file's own clock shows when the file starts, in nanoseconds: with its first picture, or with its
    /// first sound where that comes well before.
    pub(crate) fn offset(&self) -> i64 {
        let start = |stream: &Option<StreamScan>| {
            stream.as_ref().and_then(|stream| stream.span).map(|(from, _)| from)
        };
        match (start(&self.video), start(&self.audio)) {
            (Some(picture), Some(sound)) if picture - sound > PRIMING_NANOS => sound,
            (Some(picture), _) => picture,
            (None, Some(sound)) if self.video.is_none() => sound,
            (None, _) => 0,
        }
    }
}

/// Runs through the file at `path`.
///
/// # Errors
/// When nothing at all can be made of it. A file that breaks off later gives what came before.
pub(crate) fn scan(path: &Path) -> Result<Scan, EngineError> {
    system::init()?;
    let pipeline = gst::Pipeline::new();
    let source = system::element("filesrc")?;
    source.set_property("location", path);
    let parse = system::element("parsebin")?;
    pipeline.add_many([&source, &parse]).map_err(fault::wiring)?;
    source.link(&parse).map_err(fault::wiring)?;
    let shared: Shared = Arc::default();
    let clock = sniff::clock(path);
    let seen = Arc::new(AtomicU64::new(0));
    let (weak, into, counter) = (pipeline.downgrade(), shared.clone(), seen.clone());
    parse.connect_pad_added(move |_, pad| {
        if let Some(pipeline) = weak.upgrade() {
            watch(&pipeline, pad, (&into, &counter), clock);
        }
    });
    let _ = pipeline.set_state(gst::State::Playing);
    let problem = wait(&pipeline, path, &seen);
    let promised = pipeline.query_duration::<gst::ClockTime>().map(|length| length.nseconds() as i64);
    chain::stop(pipeline);
    let mut scan = shared.lock().map(|mut scan| std::mem::take(&mut *scan)).unwrap_or_default();
    if scan.video.is_none() && scan.audio.is_none() {
        return Err(problem.unwrap_or_else(|| {
            fault::unreadable(path, "it is neither a video, a sound nor a picture of a known kind")
        }));
    }
    scan.problem = problem;
    scan.promised = promised;
    Ok(scan)
}

/// Waits for the end of the file; gives the reason when it is not reached.
fn wait(pipeline: &gst::Pipeline, path: &Path, seen: &AtomicU64) -> Option<EngineError> {
    let Some(bus) = pipeline.bus() else { return Some(fault::damaged(path)) };
    let (mut before, mut since) = (0, Instant::now());
    loop {
        let ended = bus.timed_pop_filtered(gst::ClockTime::from_mseconds(100), &[gst::MessageType::Eos]);
        if ended.is_some() {
            return None;
        }
        if let Some(problem) = fault::on_bus(pipeline, path) {
            return Some(problem);
        }
        let now = seen.load(Ordering::Relaxed);
        if now != before {
            (before, since) = (now, Instant::now());
        } else if since.elapsed() > PATIENCE {
            return Some(fault::unreadable(path, "it gives no picture and no sound"));
        }
    }
}

/// Lets a stream run into nothing and notes what passes.
fn watch(pipeline: &gst::Pipeline, pad: &gst::Pad, (scan, seen): (&Shared, &Arc<AtomicU64>), clock: Clock) {
    let (weak, scan, seen) = (pipeline.downgrade(), scan.clone(), seen.clone());
    plug::at_first_buffer(pad, move |pad, caps| {
        let Some(pipeline) = weak.upgrade() else { return };
        let Ok((input, target)) = nothing(&pipeline, caps) else { return };
        if let Some(pick) = claim(&scan, caps, clock) {
            note_all(&target, pick, (scan.clone(), seen.clone()));
        }
        let _ = pad.link(&input);
    });
}

fn note_all(pad: &gst::Pad, pick: Pick, (scan, seen): (Shared, Arc<AtomicU64>)) {
    let kinds =
        gst::PadProbeType::BUFFER | gst::PadProbeType::BUFFER_LIST | gst::PadProbeType::EVENT_DOWNSTREAM;
    pad.add_probe(kinds, move |_, probe| {
        seen.fetch_add(1, Ordering::Relaxed);
        if let Ok(mut scan) = scan.lock()
            && let Some(stream) = pick(&mut scan)
        {
            stream.note(probe);
        }
        gst::PadProbeReturn::Ok
    });
}

/// A place where a stream of these caps vanishes: where it goes in, and where it lies in whole pictures.
fn nothing(pipeline: &gst::Pipeline, caps: &gst::Caps) -> Result<(gst::Pad, gst::Pad), EngineError> {
    let mut parts = plug::gatherer(caps)?;
    let sink = plug::nowhere()?;
    parts.push(sink.clone());
    let input = plug::join(pipeline, &parts)?;
    let target = sink.static_pad("sink");
    Ok((input, target.ok_or_else(|| EngineError::Pipeline("a sink has no input".to_owned()))?))
}

type Pick = fn(&mut Scan) -> Option<&mut StreamScan>;

/// Makes room for a stream if it is the first of its kind, and says how to find it again.
fn claim(scan: &Shared, caps: &gst::Caps, clock: Clock) -> Option<Pick> {
    let mut scan = scan.lock().ok()?;
    if plug::is_picture(caps) && scan.video.is_none() {
        scan.video = Some(StreamScan::new(caps, Wants::Pictures, clock));
        Some(|scan| scan.video.as_mut())
    } else if plug::is_sound(caps) && scan.audio.is_none() {
        scan.audio = Some(StreamScan::new(caps, Wants::Span, clock));
        Some(|scan| scan.audio.as_mut())
    } else {
        None
    }
}

impl StreamScan {
    fn new(caps: &gst::Caps, wants_pictures: Wants, clock: Clock) -> Self {
        Self {
            caps: caps.clone(),
            pictures: Vec::new(),
            keys: Vec::new(),
            untimed: 0,
            span: None,
            rotation: 0,
            segment: None,
            wants_pictures,
            clock,
        }
    }

    fn note(&mut self, probe: &gst::PadProbeInfo) {
        match &probe.data {
            Some(gst::PadProbeData::Buffer(buffer)) => self.buffer(buffer),
            Some(gst::PadProbeData::BufferList(list)) => list.iter().for_each(|buffer| self.buffer(buffer)),
            Some(gst::PadProbeData::Event(event)) => self.event(event),
            _ => {}
        }
    }

    fn event(&mut self, event: &gst::EventRef) {
        match event.view() {
            gst::EventView::Segment(event) => {
                self.segment = event.segment().clone().downcast::<gst::ClockTime>().ok();
            }
            gst::EventView::Caps(event) => self.caps = event.caps_owned(),
            gst::EventView::Tag(event) => {
                if let Some(tag) = event.tag().get::<gst::tags::ImageOrientation>() {
                    self.rotation = rotation(tag.get());
                }
            }
            _ => {}
        }
    }

    fn buffer(&mut self, buffer: &gst::BufferRef) {
        let flags = buffer.flags();
        let hidden = flags.contains(gst::BufferFlags::DECODE_ONLY) || is_hidden(&self.caps, buffer);
        if hidden || flags.contains(gst::BufferFlags::HEADER) && buffer.pts().is_none() {
            return;
        }
        let key = !flags.contains(gst::BufferFlags::DELTA_UNIT);
        if self.wants_pictures == Wants::Pictures && self.keys.len() < PICTURES_MAX {
            self.keys.push(key);
        }
        let Some(pts) = buffer.pts() else {
            self.untimed += 1;
            return;
        };
        let length = buffer.duration().map(|length| length.nseconds() as i64);
        let Some((from, to)) = self.shown(pts, length.unwrap_or(PICTURE_NANOS)) else { return };
        let (first, last) = self.span.unwrap_or((from, to));
        self.span = Some((first.min(from), last.max(to)));
        if self.wants_pictures == Wants::Pictures && self.pictures.len() < PICTURES_MAX {
            self.pictures.push((from, key));
        }
    }

    /// From when to when something at `pts` is shown or sounds, in stream time; `None` when an edit list cuts it away.
    fn shown(&self, pts: gst::ClockTime, length: i64) -> Option<(i64, i64)> {
        let Some(segment) = self.segment.as_ref().filter(|_| self.clock == Clock::Segment) else {
            let from = pts.nseconds() as i64;
            return Some((from, from + length));
        };
        let end = pts + gst::ClockTime::from_nseconds(length.unsigned_abs());
        let (from, to) = segment.clip(pts, end)?;
        let from = segment.to_stream_time(from?)?.nseconds() as i64;
        let to =
            to.and_then(|to| segment.to_stream_time(to)).map_or(from + length, |to| to.nseconds() as i64);
        Some((from, to))
    }
}

/// VP8 carries pictures that are only referred to as packets of their own; their first byte says so.
fn is_hidden(caps: &gst::CapsRef, buffer: &gst::BufferRef) -> bool {
    if caps.structure(0).is_none_or(|structure| structure.name() != "video/x-vp8") {
        return false;
    }
    let mut first = [0xff];
    buffer.copy_to_slice(0, &mut first).is_ok() && first[0] & 0x10 == 0
}

/// The turn that an orientation tag asks for; a mirror image is not undone.
fn rotation(tag: &str) -> u16 {
    let degrees = tag.rsplit('-').next().and_then(|degrees| degrees.parse().ok()).unwrap_or(0);
    if matches!(degrees, 90 | 180 | 270) { degrees } else { 0 }
}
