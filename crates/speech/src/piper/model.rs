//! A Piper voice's network (VITS, exported to ONNX), run by rten: phoneme ids in, sound and frame counts out.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use rten::{Dimension, Model, ModelOptions, NodeId, Value, ValueOrView};
use rten_tensor::prelude::*;
use rten_tensor::{NdTensor, Tensor};

use crate::error::SpeechError;
use crate::piper::config::Inference;
use crate::piper::noise::Noise;
use crate::piper::structure;

/// The most frames that one call may make, about a minute: far above any sentence, far below the memory.
const FRAMES_MAX: i64 = 6_000;

/// The largest Piper voices have about 115 MB.
const FILE_BYTES_MAX: u64 = 512 * 1024 * 1024;

/// Output of the graph's only `Ceil`: how many frames each phoneme id lasts.
const FRAMES_NODE: &str = "/Ceil_output_0";

/// The noise that varies the lengths of phonemes, shape `[1, 2, ids]`.
const LENGTH_NOISE_NODE: &str = "/dp/RandomNormalLike_output_0";

/// The noise that varies the sound, shape `[1, channels, frames]`.
const SOUND_NOISE_NODE: &str = "/RandomNormalLike_output_0";

/// The network, loaded.
pub struct PiperModel {
    model: Model,
    path: PathBuf,
    nodes: Nodes,
}

struct Nodes {
    input: NodeId,
    lengths: NodeId,
    scales: NodeId,
    speaker: Option<NodeId>,
    output: NodeId,
    inner: Option<InnerNodes>,
}

/// Values inside the graph that are read and set to get exact times and the same sound every time.
#[derive(Clone, Copy)]
struct InnerNodes {
    frames: NodeId,
    length_noise: NodeId,
    sound_noise: NodeId,
    sound_channels: usize,
}

/// How ids are to be spoken.
pub struct Manner<'a> {
    /// The scales that the voice's makers chose.
    pub inference: &'a Inference,
    /// Stretches every length: 2 is half the pace.
    pub slowness: f32,
    /// Which of the network's speakers speaks; 0 where it has one.
    pub speaker: i32,
    /// Chooses the variation.
    pub seed: u64,
}

/// The sound of some phoneme ids.
pub struct Rendered {
    /// Mono, at the voice's own rate.
    pub samples: Vec<f32>,
    /// How many samples each id lasts; they add up to the sound's length.
    pub id_samples: Vec<usize>,
}

impl PiperModel {
    /// Loads the file. Fails when it is not a network with a Piper voice's inputs and output.
    pub fn load(path: &Path) -> Result<Self, SpeechError> {
        let damaged = |reason: &str| SpeechError::damaged(path, reason);
        if !path.is_file() {
            return Err(SpeechError::FileNotFound { path: path.to_owned() });
        }
        let io = |err| SpeechError::from_io(path, err);
        if std::fs::metadata(path).map_err(io)?.len() > FILE_BYTES_MAX {
            return Err(damaged("it is far too large"));
        }
        let bytes = std::fs::read(path).map_err(io)?;
        if bytes.is_empty() {
            return Err(damaged("it is empty"));
        }
        if !structure::is_model(&bytes) {
            return Err(damaged("it is not a whole model"));
        }
        // A model that is whole but odd may trip an assertion in rten, which must not take the program along.
        let loaded = catch_unwind(|| ModelOptions::with_all_ops().prepack_weights(true).load(bytes));
        let loaded = loaded.map_err(|_| damaged("it cannot be loaded"))?;
        let model = loaded.map_err(|err| {
            tracing::warn!(path = %path.display(), %err, "a voice's network could not be loaded");
            damaged("its network cannot be loaded")
        })?;
        let node =
            |name: &str| model.find_node(name).ok_or_else(|| damaged(&format!("it has no \"{name}\"")));
        let nodes = Nodes {
            input: node("input")?,
            lengths: node("input_lengths")?,
            scales: node("scales")?,
            speaker: model.find_node("sid"),
            output: node("output")?,
            inner: inner_nodes(&model),
        };
        Ok(Self { model, path: path.to_owned(), nodes })
    }

    /// Speaks the ids. The same ids and manner give the same sound, to the bit.
    pub fn render(&self, ids: &[i32], manner: &Manner<'_>) -> Result<Rendered, SpeechError> {
        if self.nodes.speaker.is_none() && manner.speaker != 0 {
            return Err(self.damaged("its description names several speakers, and it has one"));
        }
        match self.nodes.inner {
            Some(inner) => self.render_exactly(ids, manner, inner),
            None => self.render_plainly(ids, manner),
        }
    }

    /// First asks the network how long each id lasts at the voice's own pace, then stretches these lengths and
    /// has them spoken. The network's own `length_scale` rounds each length up, so a fast pace would be missed.
    fn render_exactly(
        &self,
        ids: &[i32],
        manner: &Manner<'_>,
        inner: InnerNodes,
    ) -> Result<Rendered, SpeechError> {
        let inference = manner.inference;
        let mut noise = Noise::new(manner.seed);
        let length_noise = Tensor::from_data(&[1, 2, ids.len()], noise.normals(2 * ids.len()));
        let mut inputs = self.inputs(
            ids,
            [inference.noise_scale, inference.length_scale, inference.noise_w],
            manner.speaker,
        );
        inputs.push((inner.length_noise, length_noise.into()));
        let own = self.floats(inputs.clone(), inner.frames)?;
        if own.len() != ids.len() {
            return Err(self.failed("it gave a length for another number of phonemes"));
        }
        let frames = stretched(&own, manner.slowness);
        let frame_count: i64 = frames.iter().map(|count| i64::from(*count)).sum();
        if !(1..=FRAMES_MAX).contains(&frame_count) {
            return Err(self.failed("a sentence would last too long"));
        }
        let frame_count = frame_count as usize;
        let lengths =
            Tensor::from_data(&[1, 1, ids.len()], frames.iter().map(|n| *n as f32).collect::<Vec<_>>());
        let sound_noise = noise.normals(inner.sound_channels * frame_count);
        inputs.push((inner.frames, lengths.into()));
        inputs.push((
            inner.sound_noise,
            Tensor::from_data(&[1, inner.sound_channels, frame_count], sound_noise).into(),
        ));
        let samples = self.floats(inputs, self.nodes.output)?;
        let frame_samples = samples.len() / frame_count;
        if frame_samples == 0 || !samples.len().is_multiple_of(frame_count) {
            return Err(self.failed("it gave sound of another length than it said"));
        }
        Ok(Rendered { samples, id_samples: frames.iter().map(|n| *n as usize * frame_samples).collect() })
    }

    /// For networks whose inside is named otherwise: no noise, and every id is taken to last equally long.
    fn render_plainly(&self, ids: &[i32], manner: &Manner<'_>) -> Result<Rendered, SpeechError> {
        let length = manner.inference.length_scale * manner.slowness;
        let inputs = self.inputs(ids, [0.0, length, 0.0], manner.speaker);
        let samples = self.floats(inputs, self.nodes.output)?;
        let edge = |index: usize| samples.len() * index / ids.len().max(1);
        let id_samples = (0..ids.len()).map(|index| edge(index + 1) - edge(index)).collect();
        Ok(Rendered { samples, id_samples })
    }

    fn inputs(&self, ids: &[i32], scales: [f32; 3], speaker: i32) -> Vec<(NodeId, ValueOrView<'static>)> {
        let count = ids.len() as i32;
        let mut inputs = vec![
            (self.nodes.input, NdTensor::from_data([1, ids.len()], ids.to_vec()).into()),
            (self.nodes.lengths, NdTensor::from_data([1], vec![count]).into()),
            (self.nodes.scales, NdTensor::from_data([3], scales.to_vec()).into()),
        ];
        inputs.extend(self.nodes.speaker.map(|sid| (sid, NdTensor::from_data([1], vec![speaker]).into())));
        inputs
    }

    fn floats(
        &self,
        inputs: Vec<(NodeId, ValueOrView<'static>)>,
        output: NodeId,
    ) -> Result<Vec<f32>, SpeechError> {
        let run = catch_unwind(AssertUnwindSafe(|| self.model.run(inputs, &[output], None)));
        let run = run.map_err(|_| self.damaged("it cannot be run"))?;
        let mut outputs = run.map_err(|err| self.failed(&err.to_string()))?;
        let Some(Value::FloatTensor(values)) = outputs.pop() else {
            return Err(self.failed("it gave no numbers"));
        };
        let values = values.to_vec();
        if values.iter().all(|value| value.is_finite()) {
            Ok(values)
        } else {
            Err(self.damaged("what it says is not sound"))
        }
    }

    fn damaged(&self, reason: &str) -> SpeechError {
        SpeechError::damaged(&self.path, reason)
    }

    fn failed(&self, reason: &str) -> SpeechError {
        SpeechError::VoiceFailed { reason: reason.to_owned() }
    }
}

fn inner_nodes(model: &Model) -> Option<InnerNodes> {
    let sound_noise = model.find_node(SOUND_NOISE_NODE)?;
    let shape = model.node_info(sound_noise)?.shape();
    let sound_channels = match shape.as_deref() {
        Some([_, Dimension::Fixed(channels), _]) => *channels,
        // The width of every Piper voice up to medium quality, and of most above.
        _ => 192,
    };
    Some(InnerNodes {
        frames: model.find_node(FRAMES_NODE)?,
        length_noise: model.find_node(LENGTH_NOISE_NODE)?,
        sound_noise,
        sound_channels,
    })
}

/// Whole frame counts that follow the stretched lengths as closely as they can: what rounding takes from one
/// goes to the next, so the sum is off by half a frame at most.
fn stretched(own: &[f32], slowness: f32) -> Vec<u32> {
    let mut exact = 0.0;
    let mut given = 0;
    let step = |length: &f32| {
        exact += f64::from(length.clamp(0.0, FRAMES_MAX as f32)) * f64::from(slowness);
        let count = (exact.round() as u64).saturating_sub(given);
        given += count;
        count as u32
    };
    own.iter().map(step).collect()
}
