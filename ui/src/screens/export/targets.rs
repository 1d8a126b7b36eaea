//! Which files an ad becomes: one for each shape and placement that was chosen, out of one master.

use types::call::make::{Disclosure, ExportTarget, Finding, Weight};
use types::document::Document;
use types::document::clip::Source;
use types::geometry::Aspect;
use types::placement::Placement;

/// Why the export cannot begin yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hindrance {
    /// There is nothing to export.
    EmptyAd,
    /// No file is chosen.
    NoTargets,
    /// Two files would be the same.
    SameTwice,
    /// It is not said how the ad tells that its people are synthetic.
    NoDisclosure,
}

/// The shape of the document, where it has one of those with a name.
pub fn shape_of(document: &Document) -> Option<Aspect> {
    Aspect::ALL.into_iter().find(|aspect| aspect.canvas() == document.canvas.size)
}

/// Whether a machine made a person that is seen.
pub fn is_synthetic(document: &Document) -> bool {
    document.clips().any(|(_, _, clip)| matches!(clip.source, Source::DraftActor(_)))
}

/// Why the export cannot begin yet, the first thing to do first.
pub fn hindrance(
    document: &Document,
    targets: &[ExportTarget],
    disclosure: Option<Disclosure>,
) -> Option<Hindrance> {
    let twice =
        |index: usize, target: &ExportTarget| targets.iter().skip(index + 1).any(|other| other == target);
    if document.frames() == 0 {
        Some(Hindrance::EmptyAd)
    } else if targets.is_empty() {
        Some(Hindrance::NoTargets)
    } else if targets.iter().enumerate().any(|(index, target)| twice(index, target)) {
        Some(Hindrance::SameTwice)
    } else if is_synthetic(document) && disclosure.is_none() {
        Some(Hindrance::NoDisclosure)
    } else {
        None
    }
}

/// A file of that shape for no placement. The document's own shape needs no other.
pub fn of_shape(shape: Aspect, own: Option<Aspect>, preset: &str) -> ExportTarget {
    let aspect = (Some(shape) != own).then_some(shape);
    ExportTarget { preset: preset.to_owned(), aspect, placement: None }
}

/// Whether a file of that shape is made for no placement.
pub fn has_shape(targets: &[ExportTarget], shape: Aspect, own: Option<Aspect>) -> bool {
    targets.iter().any(|target| target.placement.is_none() && target.aspect.or(own) == Some(shape))
}

/// Adds a file of that shape, or takes those away that are for no placement.
pub fn toggle_shape(targets: &mut Vec<ExportTarget>, shape: Aspect, own: Option<Aspect>, preset: &str) {
    if has_shape(targets, shape, own) {
        targets.retain(|target| target.placement.is_some() || target.aspect.or(own) != Some(shape));
    } else {
        targets.push(of_shape(shape, own, preset));
    }
}

/// Adds a file for a placement, in the ad's own shape where the placement takes it, else in the one it recommends; or
/// takes those for it away.
pub fn toggle_placement(
    targets: &mut Vec<ExportTarget>,
    placement: &Placement,
    own: Option<Aspect>,
    preset: &str,
) {
    let is_for = |target: &ExportTarget| target.placement.as_deref() == Some(placement.id);
    if targets.iter().any(is_for) {
        targets.retain(|target| !is_for(target));
        return;
    }
    let shapes = placement.shapes.value;
    let takes_own = shapes.iter().any(|shape| Some(shape.aspect) == own);
    let recommended = shapes.first().map(|shape| shape.aspect);
    let aspect = if takes_own { None } else { recommended };
    targets.push(ExportTarget {
        preset: preset.to_owned(),
        aspect,
        placement: Some(placement.id.to_owned()),
    });
}

/// All findings, the gravest first, each once.
pub fn gravest_first<'a>(findings: impl Iterator<Item = &'a Finding>) -> Vec<Finding> {
    let mut all: Vec<Finding> = Vec::new();
    for finding in findings {
        if !all.contains(finding) {
            all.push(finding.clone());
        }
    }
    let weight = |finding: &Finding| match finding.weight {
        Weight::Stops => 0,
        Weight::Warns => 1,
        Weight::Tells => 2,
    };
    all.sort_by_key(weight);
    all
}

/// Bytes as people read them: "840 kB", "12.3 MB".
pub fn size(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => format!("{} kB", bytes.div_ceil(1000)),
        1_000_000..1_000_000_000 => format!("{:.1} MB", bytes as f64 / 1e6),
        _ => format!("{:.1} GB", bytes as f64 / 1e9),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use types::document::clip::{Clip, DraftActor, Face, Framing};
    use types::document::track::Kind;
    use types::edit::Edit;
    use types::placement;
    use types::time::FrameRate;

    const OWN: Option<Aspect> = Some(Aspect::Tall);

    fn with(source: Source) -> Document {
        let mut document = Document::new(Aspect::Tall, FrameRate::FPS_30);
        let track = document.first_track(Kind::Video).expect("a new document has one").id;
        let clip = Box::new(Clip::new(30, source));
        document.apply(&Edit::Overwrite { track, at: 0, clip }).expect("there is room");
        document
    }

    fn with_actor() -> Document {
        let face = Face::Drawn("actor_001".to_owned());
        with(Source::DraftActor(DraftActor { face, framing: Framing::Wide, mouth: Vec::new().into() }))
    }

    fn footage() -> Document {
        with(Source::Solid(types::geometry::Color::BLACK))
    }

    #[test]
    fn a_shape_is_chosen_and_taken_back() {
        let mut targets = vec![of_shape(Aspect::Tall, OWN, "standard")];
        assert_eq!(targets[0].aspect, None, "the ad has that shape already");
        toggle_shape(&mut targets, Aspect::Square, OWN, "standard");
        assert!(has_shape(&targets, Aspect::Square, OWN) && has_shape(&targets, Aspect::Tall, OWN));
        toggle_shape(&mut targets, Aspect::Tall, OWN, "standard");
        assert_eq!(targets, [of_shape(Aspect::Square, OWN, "standard")]);
    }

    #[test]
    fn a_placement_gets_the_ads_shape_where_it_takes_it_and_its_own_elsewhere() {
        let mut targets = Vec::new();
        let (reels, feed) = (placement::find("meta-reels"), placement::find("meta-feed"));
        toggle_placement(&mut targets, reels.expect("it is in the catalogue"), OWN, "standard");
        toggle_placement(&mut targets, feed.expect("it is in the catalogue"), OWN, "standard");
        assert_eq!(
            targets.iter().map(|target| target.aspect).collect::<Vec<_>>(),
            [None, Some(Aspect::Portrait)]
        );
        toggle_placement(&mut targets, reels.expect("it is in the catalogue"), OWN, "high");
        assert_eq!(targets.len(), 1);
    }

    #[test]
    fn taking_a_shape_back_leaves_files_for_placements() {
        let mut targets = vec![of_shape(Aspect::Tall, OWN, "standard")];
        let reels = placement::find("meta-reels").expect("it is in the catalogue");
        toggle_placement(&mut targets, reels, OWN, "standard");
        toggle_shape(&mut targets, Aspect::Tall, OWN, "standard");
        assert_eq!(targets.len(), 1);
        assert_eq!(targets[0].placement.as_deref(), Some("meta-reels"));
    }

    #[test]
    fn what_hinders_is_said_in_order() {
        let target = of_shape(Aspect::Tall, OWN, "standard");
        let empty = Document::new(Aspect::Tall, FrameRate::FPS_30);
        let actor = with_actor();
        assert_eq!(hindrance(&empty, &[], None), Some(Hindrance::EmptyAd));
        assert_eq!(hindrance(&actor, &[], None), Some(Hindrance::NoTargets));
        let twice = [target.clone(), target.clone()];
        assert_eq!(hindrance(&actor, &twice, None), Some(Hindrance::SameTwice));
        let one = [target];
        assert_eq!(hindrance(&actor, &one, None), Some(Hindrance::NoDisclosure));
        assert_eq!(hindrance(&actor, &one, Some(Disclosure::None)), None);
        assert_eq!(hindrance(&footage(), &one, None), None, "nobody is synthetic there");
    }

    #[test]
    fn findings_come_by_weight_and_once() {
        let finding = |weight, text: &str| Finding { weight, text: text.to_owned(), frame: None };
        let all = [finding(Weight::Tells, "c"), finding(Weight::Stops, "a"), finding(Weight::Tells, "c")];
        assert_eq!(gravest_first(all.iter()), [finding(Weight::Stops, "a"), finding(Weight::Tells, "c")]);
    }

    #[test]
    fn sizes_are_read_at_a_glance() {
        assert_eq!([size(1), size(12_345_678), size(2_500_000_000)], ["1 kB", "12.3 MB", "2.5 GB"]);
    }
}
