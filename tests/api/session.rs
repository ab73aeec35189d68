//! How a client connects, and how the end of its session is heard of.

use std::time::Duration;

use dhis2_steward::{BaseUrl, Client, Credentials, ErrorKind};

use crate::support::{Server, now};

#[test]
fn no_time_at_all_for_an_answer_is_refused_before_anything_is_sent() {
    let server = Server::new();
    let connecting = |timeout| {
        let base_url = BaseUrl::parse("http://localhost").unwrap();
        let (transport, environment) = (server.transport.clone(), server.environment.clone());
        now(Client::connect_within(transport, environment, base_url, Credentials::Session, timeout))
    };
    let refused = connecting(Duration::ZERO).err().unwrap();
    assert_eq!(refused.kind(), ErrorKind::InvalidArgument);
    assert!(server.transport.asked().is_empty());
    assert!(connecting(Duration::from_millis(1)).is_ok());
}
