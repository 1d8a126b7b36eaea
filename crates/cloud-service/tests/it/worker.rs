//! The worker at providers that behave as real ones do on bad days.

use std::collections::{HashMap, VecDeque};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use cloud_service::event::Hub;
use cloud_service::generation::{Craft, State, commit};
use cloud_service::id::{AttemptId, GenerationId, ObjectId, WorkspaceId};
use cloud_service::object::Objects;
use cloud_service::provider::{
    Accepted, Adapter, Bytes, Callback, CallbackError, Class, Fault, FaultKind, Found, Order, Output,
    Progress, Submission, SubmitError,
};
use cloud_service::store::sqlite::Sqlite;
use cloud_service::store::{self, Shared};
use cloud_service::worker::{Addresses, Facts, Fetch, Judge, Tools, Worker};
use tempfile::TempDir;
use tokio::sync::Notify;

use crate::sample::{START, assert_sound, item, order, rich, route, stage, tables, workspace};

/// A provider that answers from a list, and remembers what was submitted.
#[derive(Default)]
struct Scripted {
    answers: Mutex<VecDeque<Result<Accepted, SubmitError>>>,
    found: Mutex<Option<Found>>,
    submitted: Mutex<Vec<AttemptId>>,
    polls: Mutex<VecDeque<Progress>>,
}

fn done() -> Output {
    let bytes = Bytes::Here { bytes: b"sound".to_vec(), media_type: "audio/wav".to_owned() };
    Output { bytes, words: Vec::new(), text: String::new() }
}

#[async_trait]
impl Adapter for Scripted {
    fn name(&self) -> &'static str {
        "scripted"
    }

    async fn submit(&self, submission: &Submission<'_>) -> Result<Accepted, SubmitError> {
        self.submitted.lock().expect("lock").push(submission.attempt);
        self.answers.lock().expect("lock").pop_front().unwrap_or(Ok(Accepted::Done(done())))
    }

    async fn poll(&self, _task: &str, _order: &Order) -> Result<Progress, Fault> {
        Ok(self.polls.lock().expect("lock").pop_front().unwrap_or(Progress::Done(done())))
    }

    async fn find(&self, _submission: &Submission<'_>) -> Result<Found, Fault> {
        Ok(self.found.lock().expect("lock").clone().unwrap_or(Found::Unknown))
    }

    fn callback(&self, _: &[(String, String)], _: &[u8], _: i64) -> Result<Callback, CallbackError> {
        Err(CallbackError::Garbled)
    }
}

struct Outside;

#[async_trait]
impl Fetch for Outside {
    async fn fetch(&self, url: &str, _: &[(String, String)], to: &Path) -> Result<(String, String), Fault> {
        if url.ends_with("gone") {
            return Err(Fault { kind: FaultKind::Expired, message: "It is gone.".to_owned() });
        }
        std::fs::write(to, b"film").expect("writes");
        Ok(("video/mp4".to_owned(), "0".repeat(64)))
    }
}

impl Judge for Outside {
    fn judge(&self, path: &Path, _: Craft, _: u32) -> Result<Facts, String> {
        assert!(path.exists(), "a result lies there before it is looked at");
        Ok(Facts { milliseconds: 8000, score: 90 })
    }
}

impl Addresses for Outside {
    fn object(&self, workspace: WorkspaceId, id: ObjectId) -> String {
        format!("http://127.0.0.1/{workspace}/{id}")
    }

    fn callback(&self, _: &str, _: AttemptId) -> Option<String> {
        None
    }
}

struct Place {
    folder: TempDir,
    store: Shared,
    provider: Arc<Scripted>,
}

impl Place {
    async fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let store: Shared = Arc::new(Sqlite::open(folder.path(), &tables(), START).expect("opens"));
        store::write(&store, rich).await.expect("grants");
        Self { folder, store, provider: Arc::default() }
    }

    fn worker(&self) -> Arc<Worker> {
        let provider: Arc<dyn Adapter> = Arc::clone(&self.provider) as Arc<dyn Adapter>;
        Worker::new(Tools {
            store: Arc::clone(&self.store),
            hub: Hub::default(),
            objects: Objects::open(&self.folder.path().join("objects")).expect("opens"),
            providers: HashMap::from([("scripted".to_owned(), provider)]),
            models: Arc::new(|model| Some(model.to_owned())),
            fetch: Arc::new(Outside),
            judge: Arc::new(Outside),
            addresses: Arc::new(Outside),
        })
    }

    async fn accept(&self, class: Class) -> GenerationId {
        let route = route("m", "scripted", class, 4000);
        let items = vec![item("a", vec![stage(Craft::Speech, vec![route])], 5000)];
        let ids = store::write(&self.store, |tables| commit::accept(tables, order(items))).await;
        *ids.expect("accepts").first().expect("one")
    }

    /// Works until the generation has ended.
    async fn work(&self, id: GenerationId) -> State {
        let stop = Arc::new(Notify::new());
        let running = tokio::spawn(self.worker().run(Arc::clone(&stop)));
        let ended = async {
            loop {
                let work =
                    store::read(&self.store, |tables| commit::load(tables, workspace(), id)).expect("loads");
                if work.generation.state.is_final() {
                    return work.generation.state;
                }
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        let state = tokio::time::timeout(Duration::from_secs(30), ended).await.expect("it ends");
        stop.notify_one();
        running.await.expect("ends").expect("works");
        assert_sound(&self.store);
        state
    }

    fn submitted(&self) -> usize {
        self.provider.submitted.lock().expect("lock").len()
    }

    fn answers(&self, answers: impl IntoIterator<Item = Result<Accepted, SubmitError>>) {
        self.provider.answers.lock().expect("lock").extend(answers);
    }
}

fn unknown() -> Result<Accepted, SubmitError> {
    Err(SubmitError::Unknown("the connection ended".to_owned()))
}

#[tokio::test]
async fn what_is_made_in_the_answer_is_paid_for_at_once() {
    let place = Place::new().await;
    let id = place.accept(Class::Unprotected).await;
    assert!(matches!(place.work(id).await, State::Succeeded { captured, .. } if captured.0 == 4000));
    assert_eq!(place.submitted(), 1);
}

#[tokio::test]
async fn an_idempotent_submission_is_sent_again_under_the_same_name() {
    let place = Place::new().await;
    place.answers([unknown(), unknown()]);
    let id = place.accept(Class::Idempotent).await;
    assert!(matches!(place.work(id).await, State::Succeeded { .. }));
    let submitted = place.provider.submitted.lock().expect("lock").clone();
    assert_eq!(submitted.len(), 3);
    assert!(submitted.windows(2).all(|pair| pair[0] == pair[1]));
}

#[tokio::test]
async fn a_listed_submission_is_found_and_not_sent_again() {
    let place = Place::new().await;
    place.answers([unknown()]);
    *place.provider.found.lock().expect("lock") = Some(Found::Task("t".to_owned()));
    let id = place.accept(Class::Listable).await;
    assert!(matches!(place.work(id).await, State::Succeeded { .. }));
    assert_eq!(place.submitted(), 1);
}

#[tokio::test]
async fn a_listed_submission_that_is_not_there_is_made_anew() {
    let place = Place::new().await;
    place.answers([unknown()]);
    *place.provider.found.lock().expect("lock") = Some(Found::Nothing);
    let id = place.accept(Class::Listable).await;
    assert!(matches!(place.work(id).await, State::Succeeded { .. }));
    assert_eq!(place.submitted(), 2);
}

#[tokio::test]
async fn an_address_that_leads_nowhere_is_asked_for_again() {
    let place = Place::new().await;
    let at = |url: &str| Bytes::At { url: format!("https://files.test/{url}"), headers: Vec::new() };
    let output = |url| Progress::Done(Output { bytes: at(url), words: Vec::new(), text: String::new() });
    place.answers([Ok(Accepted::Task("t".to_owned()))]);
    place.provider.polls.lock().expect("lock").extend([Progress::Waiting, output("gone"), output("here")]);
    let id = place.accept(Class::Unprotected).await;
    assert!(matches!(place.work(id).await, State::Succeeded { .. }));
    assert_eq!(place.submitted(), 1);
}

#[tokio::test]
async fn a_new_worker_goes_on_where_the_last_one_stopped() {
    let place = Place::new().await;
    place.answers([Ok(Accepted::Task("t".to_owned()))]);
    place.provider.polls.lock().expect("lock").extend(std::iter::repeat_n(Progress::Waiting, 2));
    let id = place.accept(Class::Unprotected).await;
    let stop = Arc::new(Notify::new());
    let first = tokio::spawn(place.worker().run(Arc::clone(&stop)));
    while place.submitted() == 0 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    stop.notify_one();
    first.await.expect("ends").expect("works");
    assert!(matches!(place.work(id).await, State::Succeeded { .. }));
    assert_eq!(place.submitted(), 1);
}
