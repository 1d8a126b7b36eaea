//! Fetching files from a host on loopback that behaves as it is told.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver};

use cloud_client::download::{Next, Wanted, fetch};
use cloud_client::error::CloudError;
use sha2::{Digest, Sha256};
use tempfile::TempDir;

/// What the host does with the next request.
#[derive(Clone, Copy)]
enum Answer {
    /// All of the file, or the range asked for.
    Send,
    /// The first so many bytes of what is asked for, then the line is cut.
    Cut(usize),
    /// All of the file, whatever range was asked for.
    IgnoreRange,
    /// A refusal.
    Refuse,
    /// More than the file, without saying how much.
    TooMuch,
    /// Something else of the same size.
    Other,
}

struct Host {
    url: String,
    ranges: Receiver<Option<String>>,
}

fn content() -> Vec<u8> {
    (0..300_000_u32).map(|index| (index.wrapping_mul(2_654_435_761) >> 13) as u8).collect()
}

/// Answers one request after the other, then goes away.
fn host(answers: &[Answer]) -> Host {
    let listener = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
    let url = format!("http://{}/voice.onnx", listener.local_addr().expect("it is bound"));
    let (sender, ranges) = mpsc::channel();
    let answers = answers.to_vec();
    std::thread::spawn(move || {
        for answer in answers {
            let Ok((stream, _)) = listener.accept() else { return };
            let range = range_of(&stream);
            sender.send(range.clone()).ok();
            // The client may hang up at any time, which is what some tests are about.
            respond(stream, answer, range.as_deref()).ok();
        }
    });
    Host { url, ranges }
}

fn range_of(stream: &TcpStream) -> Option<String> {
    let lines = BufReader::new(stream).lines().map_while(Result::ok).take_while(|line| !line.is_empty());
    let headers: Vec<String> = lines.collect();
    headers.iter().find_map(|line| line.to_ascii_lowercase().strip_prefix("range: bytes=").map(str::to_owned))
}

fn respond(mut stream: TcpStream, answer: Answer, range: Option<&str>) -> std::io::Result<()> {
    let all = content();
    let from = range.and_then(|range| range.trim_end_matches('-').parse().ok()).unwrap_or(0);
    let from = if matches!(answer, Answer::IgnoreRange) { 0 } else { from };
    let rest = all.get(from..).unwrap_or_default();
    let status = if from > 0 { "206 Partial Content" } else { "200 OK" };
    let range = format!("content-range: bytes {from}-{}/{}\r\n", all.len() - 1, all.len());
    let range = if from > 0 { range } else { String::new() };
    let head = format!("HTTP/1.1 {status}\r\n{range}connection: close\r\n");
    let sized = format!("{head}content-length: {}\r\n\r\n", rest.len());
    match answer {
        Answer::Refuse => stream.write_all(b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n"),
        Answer::Send | Answer::IgnoreRange => {
            stream.write_all(sized.as_bytes())?;
            stream.write_all(rest)
        }
        Answer::Cut(count) => {
            stream.write_all(sized.as_bytes())?;
            stream.write_all(rest.get(..count).unwrap_or(rest))
        }
        Answer::TooMuch => {
            stream.write_all(format!("{head}\r\n").as_bytes())?;
            stream.write_all(&all)?;
            stream.write_all(&all)
        }
        Answer::Other => {
            stream.write_all(sized.as_bytes())?;
            stream.write_all(&vec![7; rest.len()])
        }
    }
}

fn get(host: &Host, folder: &TempDir) -> Result<u64, CloudError> {
    get_while(host, folder, |_| Next::Continue)
}

fn get_while(
    host: &Host,
    folder: &TempDir,
    mut progress: impl FnMut(u64) -> Next,
) -> Result<u64, CloudError> {
    let bytes = content();
    let sha256: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let wanted = Wanted { url: &host.url, bytes: bytes.len() as u64, sha256: &sha256 };
    fetch(wanted, &target(folder), &mut progress)
}

fn target(folder: &TempDir) -> PathBuf {
    folder.path().join("voices/voice.onnx")
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("the system has a temporary folder")
}

#[track_caller]
fn check_whole(folder: &TempDir) {
    assert!(fs::read(target(folder)).expect("the file is there") == content());
    assert!(!folder.path().join("voices/voice.onnx.part").exists(), "nothing unfinished is left");
}

#[test]
fn a_file_is_fetched_whole_and_not_twice() {
    let (host, folder) = (host(&[Answer::Send]), folder());
    let mut seen = Vec::new();
    let fetched = get_while(&host, &folder, |bytes| {
        seen.push(bytes);
        Next::Continue
    });
    assert_eq!(fetched.expect("the host sends it"), 300_000);
    check_whole(&folder);
    assert!(seen.is_sorted() && seen.last() == Some(&300_000), "{seen:?}");
    // The host is gone, so this cannot ask it again.
    assert_eq!(get(&host, &folder).expect("it is already there"), 0);
}

#[test]
fn a_cut_download_goes_on_where_it_stopped() {
    let (host, folder) = (host(&[Answer::Cut(100_000), Answer::Cut(50_000), Answer::Send]), folder());
    assert!(matches!(get(&host, &folder), Err(CloudError::Network { .. })));
    assert!(!target(&folder).exists(), "an unfinished file has no final name");
    assert!(matches!(get(&host, &folder), Err(CloudError::Network { .. })));
    assert_eq!(get(&host, &folder).expect("the host sends the rest"), 150_000);
    check_whole(&folder);
    let ranges: Vec<Option<String>> = host.ranges.iter().take(3).collect();
    assert_eq!(ranges, [None, Some("100000-".to_owned()), Some("150000-".to_owned())]);
}

#[test]
fn a_host_that_knows_no_ranges_sends_all_again() {
    let (host, folder) = (host(&[Answer::Cut(100_000), Answer::IgnoreRange]), folder());
    assert!(get(&host, &folder).is_err());
    assert_eq!(get(&host, &folder).expect("the host sends it"), 300_000);
    check_whole(&folder);
}

#[test]
fn a_stopped_download_is_kept_for_the_next_time() {
    let (host, folder) = (host(&[Answer::Send, Answer::Send]), folder());
    let stop = get_while(&host, &folder, |bytes| if bytes > 100_000 { Next::Stop } else { Next::Continue });
    assert!(matches!(stop, Err(CloudError::Cancelled)), "{stop:?}");
    let rest = get(&host, &folder).expect("the host sends the rest");
    assert!(rest < 200_000, "{rest}");
    check_whole(&folder);
}

#[test]
fn another_file_of_the_same_size_is_not_kept() {
    let (host, folder) = (host(&[Answer::Other, Answer::Send]), folder());
    assert!(matches!(get(&host, &folder), Err(CloudError::ChecksumMismatch { .. })));
    assert!(!target(&folder).exists());
    get(&host, &folder).expect("the next try starts afresh");
    check_whole(&folder);
}

#[test]
fn no_more_than_the_file_is_ever_written() {
    let (host, folder) = (host(&[Answer::TooMuch]), folder());
    assert!(matches!(get(&host, &folder), Err(CloudError::WrongSize { .. })));
    let part = fs::metadata(folder.path().join("voices/voice.onnx.part")).expect("it is there").len();
    assert!(part <= 300_000, "{part}");
}

#[test]
fn a_refusal_and_a_dead_host_are_told_apart() {
    let (refusing, folder) = (host(&[Answer::Refuse]), folder());
    assert!(matches!(get(&refusing, &folder), Err(CloudError::Refused { status: 404, .. })));
    let dead = Host { url: "http://127.0.0.1:9/x".to_owned(), ranges: mpsc::channel().1 };
    assert!(matches!(get(&dead, &folder), Err(CloudError::Network { .. })));
    for url in ["", "voice.onnx", "file:///etc/passwd", "ftp://x/y"] {
        let odd = Host { url: url.to_owned(), ranges: mpsc::channel().1 };
        assert!(matches!(get(&odd, &folder), Err(CloudError::BadAddress { .. })), "{url}");
    }
}
