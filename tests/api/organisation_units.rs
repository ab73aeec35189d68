//! Organisation units: the tree, by levels, by search and by group.

use dhis2_steward_fuzz::decoder;
use dhis2_steward_simulator::Version;

use crate::recordings::{VERSIONS, each};
use crate::versions::admin;

#[tokio::test]
async fn units_are_found_from_the_roots_by_parent_and_by_level() {
    for version in Version::ALL {
        let (_server, client) = admin(version).await;
        let units = client.organisation_units();
        let roots = units.of_level(1).await.unwrap();
        let root = roots.iter().find(|root| root.has_children).unwrap();
        let children = units.children(root.id).await.unwrap();
        let second = units.of_level(2).await.unwrap();
        assert!(!children.is_empty() && children.is_sorted_by(|one, other| one.name <= other.name));
        assert!(children.iter().all(|child| child.level == 2 && second.iter().any(|unit| unit == child)));
        assert!(children.iter().any(|child| child.has_children), "{version}");
    }
}

#[tokio::test]
async fn units_are_found_by_part_of_their_name_and_by_identifier() {
    for version in Version::ALL {
        let (_server, client) = admin(version).await;
        let units = client.organisation_units();
        let leaf = units.of_level(3).await.unwrap().remove(0);
        let part: String = leaf.name.to_lowercase().chars().take(4).collect();
        let found = units.search(&part, 1).await.unwrap();
        assert_eq!(found.items.len(), 1);
        assert!(found.total >= 1 && found.items[0].name.to_lowercase().contains(&part), "{found:?}");
        assert_eq!(units.search(leaf.id.as_str(), 10).await.unwrap().items, [leaf]);
    }
}

#[tokio::test]
async fn a_group_has_its_units_and_levels_have_names() {
    for version in Version::ALL {
        let (_server, client) = admin(version).await;
        let units = client.organisation_units();
        let levels = units.levels().await.unwrap();
        assert!(levels.len() > 2 && levels.is_sorted_by_key(|level| level.level));
        let groups = units.groups().await.unwrap();
        let mut sizes = Vec::new();
        for group in &groups {
            sizes.push(units.of_group(group.id).await.unwrap().len());
        }
        let all = client.data().object_counts().await.unwrap();
        let all = usize::try_from(*all.get("organisationUnit").unwrap()).unwrap();
        assert!(sizes.iter().any(|size| (1..all).contains(size)), "{version}: {sizes:?}");
        assert!(units.of_group("abcdefghijk".parse().unwrap()).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn an_unknown_unit_has_no_children() {
    let (_server, client) = admin(Version::V2_42).await;
    let below = client.organisation_units().children("abcdefghijk".parse().unwrap()).await.unwrap();
    assert!(below.is_empty());
}

#[test]
fn every_recorded_list_of_units_and_levels_is_read() {
    each(&VERSIONS, &decoder::LEVELS, |_, page| {
        assert_eq!(page.items.iter().map(|level| level.level).collect::<Vec<_>>(), [1, 2, 3]);
    });
    each(&VERSIONS, &decoder::UNITS, |one, page| {
        let has_children = page.items.iter().any(|unit| unit.has_children);
        assert_eq!(has_children, one.query.contains("children"), "{}", one.name);
    });
    each(&VERSIONS, &decoder::DESCENDANTS, |_, page| assert_eq!(page.items.len(), 5));
}
