//! Chooses the elements that turn an encoded stream into pictures or samples.

use gstreamer as gst;
use gstreamer::prelude::*;

use crate::error::EngineError;
use crate::media::chain::Stream;
use crate::media::fault;
use crate::system;

/// Whether a stream of these caps is of the kind asked for.
pub(crate) fn wants(stream: Stream, caps: &gst::CapsRef) -> bool {
    match stream {
        Stream::Video { .. } => is_picture(caps),
        Stream::Audio => is_sound(caps),
    }
}

/// Whether these are the caps of a picture stream.
pub(crate) fn is_picture(caps: &gst::CapsRef) -> bool {
    name(caps).is_some_and(|name| name.starts_with("video/") || name.starts_with("image/"))
}

/// Whether these are the caps of a sound stream.
pub(crate) fn is_sound(caps: &gst::CapsRef) -> bool {
    name(caps).is_some_and(|name| name.starts_with("audio/"))
}

/// Whether there is nothing to decode.
pub(crate) fn is_raw(caps: &gst::CapsRef) -> bool {
    name(caps).is_some_and(|name| name == "video/x-raw" || name == "audio/x-raw")
}

/// Whether pictures may come as two fields. DV is nearly always so and its parser does not say.
pub(crate) fn is_interlaced(caps: &gst::CapsRef) -> bool {
    let Some(structure) = caps.structure(0) else { return false };
    let mode = structure.get::<&str>("interlace-mode").unwrap_or("progressive");
    mode != "progressive" || structure.name() == "video/x-dv"
}

/// The software decoder of the highest rank that takes these caps.
///
/// # Errors
/// `Missing`, naming the codec.
pub(crate) fn decoder(caps: &gst::Caps, stream: Stream) -> Result<gst::Element, EngineError> {
    let factories =
        gst::ElementFactory::factories_with_type(gst::ElementFactoryType::DECODER, gst::Rank::MARGINAL);
    let mut fitting: Vec<_> = factories.into_iter().filter(|factory| takes(factory, caps)).collect();
    fitting.sort_by_key(|factory| std::cmp::Reverse(factory.rank()));
    let decoder = fitting.iter().find_map(|factory| factory.create().build().ok());
    let decoder = decoder.ok_or_else(|| fault::no_decoder(caps))?;
    if let Stream::Video { threads } = stream {
        tune(&decoder, threads);
    }
    Ok(decoder)
}

/// Elements that gather a stream into whole pictures, where it comes in smaller pieces, as from transport streams.
pub(crate) fn gatherer(caps: &gst::CapsRef) -> Result<Vec<gst::Element>, EngineError> {
    let Some(structure) = caps.structure(0) else { return Ok(Vec::new()) };
    let (parser, whole) = match structure.name().as_str() {
        "video/x-h264" => ("h264parse", "au"),
        "video/x-h265" => ("h265parse", "au"),
        "video/x-av1" => ("av1parse", "tu"),
        _ => return Ok(Vec::new()),
    };
    if structure.get::<&str>("alignment").is_ok_and(|alignment| alignment == whole) {
        return Ok(Vec::new());
    }
    let filter = system::element("capsfilter")?;
    filter.set_property(
        "caps",
        gst::Caps::builder(structure.name().as_str()).field("alignment", whole).build(),
    );
    Ok(vec![system::element(parser)?, filter])
}

/// The caps a stream has once it is gathered into whole pictures.
pub(crate) fn gathered(caps: &gst::Caps) -> gst::Caps {
    let mut caps = caps.clone();
    for structure in caps.make_mut().iter_mut() {
        if matches!(structure.name().as_str(), "video/x-h264" | "video/x-h265") {
            structure.set("alignment", "au");
        }
    }
    caps
}

/// Where a stream runs into nothing.
///
/// # Errors
/// When the system lacks the element.
pub(crate) fn nowhere() -> Result<gst::Element, EngineError> {
    let sink = system::element("fakesink")?;
    sink.set_property("sync", false);
    sink.set_property("async", false);
    Ok(sink)
}

/// Puts elements one after the other, those that are not yet in the pipeline into it, and starts them, the last
/// first. Gives where a stream goes in.
///
/// # Errors
/// When they do not fit together.
pub(crate) fn join(pipeline: &gst::Pipeline, parts: &[gst::Element]) -> Result<gst::Pad, EngineError> {
    for part in parts.iter().filter(|part| part.parent().is_none()) {
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
    let input = parts.first().and_then(|part| part.static_pad("sink"));
    input.ok_or_else(|| EngineError::Pipeline("an element has no input".to_owned()))
}

/// Lets a stream into what was joined.
///
/// # Errors
/// When it does not fit.
pub(crate) fn enter(pad: &gst::Pad, input: &gst::Pad) -> Result<(), EngineError> {
    pad.link(input).map(|_| ()).map_err(|error| EngineError::Pipeline(error.to_string()))
}

/// Calls `then` with the caps of a stream just before its first buffer passes: only then are they certain.
pub(crate) fn at_first_buffer(pad: &gst::Pad, then: impl Fn(&gst::Pad, &gst::Caps) + Send + Sync + 'static) {
    let kinds = gst::PadProbeType::BUFFER | gst::PadProbeType::BUFFER_LIST;
    pad.add_probe(kinds, move |pad, _| {
        if let Some(caps) = pad.current_caps() {
            then(pad, &caps);
        }
        gst::PadProbeReturn::Remove
    });
}

/// One picture for each two fields, at the same time: counting pictures stays possible.
pub(crate) fn deinterlacer() -> Result<gst::Element, EngineError> {
    let element = system::element("deinterlace")?;
    element.set_property_from_str("fields", "top");
    element.set_property_from_str("method", "linear");
    Ok(element)
}

/// Sound of any kind to interleaved 32-bit floats at 48 kHz, channels as they are.
pub(crate) fn to_floats() -> Result<[gst::Element; 3], EngineError> {
    let caps = gst::Caps::builder("audio/x-raw")
        .field("format", if cfg!(target_endian = "big") { "F32BE" } else { "F32LE" })
        .field("layout", "interleaved")
        .field("rate", 48_000)
        .build();
    let filter = system::element("capsfilter")?;
    filter.set_property("caps", &caps);
    let resample = system::element("audioresample")?;
    resample.set_property("quality", 8);
    Ok([system::element("audioconvert")?, resample, filter])
}

fn name(caps: &gst::CapsRef) -> Option<&str> {
    caps.structure(0).map(|structure| structure.name().as_str())
}

fn takes(factory: &gst::ElementFactory, caps: &gst::Caps) -> bool {
    let klass = factory.metadata(gst::ELEMENT_METADATA_KLASS).unwrap_or_default();
    !klass.contains("Hardware") && factory.can_sink_all_caps(caps)
}

fn tune(decoder: &gst::Element, threads: u32) {
    let threads = i32::try_from(threads).unwrap_or(1);
    for property in ["max-threads", "threads", "n-threads"] {
        if decoder.find_property(property).is_some_and(|spec| spec.value_type() == i32::static_type()) {
            decoder.set_property(property, threads);
        } else if decoder.find_property(property).is_some_and(|spec| spec.value_type() == u32::static_type())
        {
            decoder.set_property(property, threads.unsigned_abs());
        }
    }
    // A damaged picture is left out; the ones after it are still wanted.
    if decoder.find_property("max-errors").is_some_and(|spec| spec.value_type() == i32::static_type()) {
        decoder.set_property("max-errors", -1);
    }
}
