//! A script of 15 s that was never seen before, to a finished 1080x1920 ad, caches of the machine warm.

use std::process::Command;

use crate::measure::{Cost, median, run};
use crate::{Bench, Measured};

const RUNS: usize = 3;

/// Measures `greenroom ad`.
pub fn measure(bench: &Bench) -> Measured {
    let data = bench.folder.join("ad-data");
    let voices = std::env::var("GREENROOM_MATERIAL").map(|folder| format!("{folder}/voices"))?;
    let install = ["voices", "install", "piper:en_US-joe-medium", "--from", &voices];
    run(Command::new(&bench.program).arg("--data-dir").arg(&data).args(install))?;
    let make = |number: u32| -> Result<Cost, Box<dyn std::error::Error>> {
        let script = bench.folder.join("ad.txt");
        std::fs::write(&script, text(number))?;
        let out = bench.folder.join("ad.mp4");
        run(Command::new(&bench.program)
            .arg("--data-dir")
            .arg(&data)
            .arg("ad")
            .arg(&script)
            .arg("--out")
            .arg(&out))
    };
    // The first run fills what is the machine's and not the script's: plugin registry, fonts, page cache.
    make(0)?;
    let costs = (1..=RUNS as u32).map(make).collect::<Result<Vec<_>, _>>()?;
    let cost = median(&costs);
    let seconds = length(&bench.folder.join("ad.mp4"))?;
    let lines = vec![
        "| ad length s | wall s | CPU s | memory MB |".to_owned(),
        "|---|---|---|---|".to_owned(),
        format!("| {seconds:.1} | {:.1} | {:.1} | {:.0} |", cost.wall, cost.cpu, cost.memory_mb),
        String::new(),
        format!("Per 15 s of ad: {:.1} s (must 15, aim 7.5).", cost.wall * 15.0 / seconds),
    ];
    Ok(("`greenroom ad`: a new script to 1080x1920, Piper voice", lines))
}

/// The number makes every line new, so that no take and no sentence comes from a cache.
fn text(number: u32) -> String {
    format!(
        "Morning number {number} and your coffee is cold again?\n\
         Meet cup {number} from Ember Lane: it keeps every sip hot for {number} hours.\n\
         No app, no charger, version {number} just works.\n\
         Get {number} percent off today at Ember Lane.\n"
    )
}

fn length(file: &std::path::Path) -> Result<f64, Box<dyn std::error::Error>> {
    let probed = Command::new("ffprobe")
        .args(["-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0"])
        .arg(file)
        .output()?;
    Ok(String::from_utf8(probed.stdout)?.trim().parse()?)
}
