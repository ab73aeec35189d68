//! Tamaria, a small invented country with faults in its metadata, and the metadata of a fresh server.

use super::{
    CategoryOptionCombo, DataElement, DataSet, Favorite, Group, Indicator, IndicatorType, Model, Named,
    Operator, OptionSet, OrganisationUnit, Period, Person, Predictor, ProgramIndicator, ProgramRule,
    ProgramStage, Rows, Side, UserRole, ValidationRule,
};
use crate::uid;

/// What DHIS2 itself creates in an empty database.
pub(crate) fn fresh() -> Model {
    let default_option = Named::new("categoryOption", "default");
    let default_category = group("category", "default", &[&default_option.id]);
    let default_combo = group("categoryCombo", "default", &[&default_category.named.id]);
    Model {
        category_option_combos: vec![CategoryOptionCombo {
            named: Named::new("categoryOptionCombo", "default"),
            combo: default_combo.named.id.clone(),
            options: vec![default_option.id.clone()],
        }],
        category_options: vec![default_option],
        categories: vec![default_category],
        category_combos: vec![default_combo],
        people: vec![Person { named: Named::new("user", "admin"), roles: vec!["Superuser"] }],
        user_roles: vec![UserRole { named: Named::new("userRole", "Superuser"), authorities: vec!["ALL"] }],
        ..Model::default()
    }
}

/// The whole country.
pub(crate) fn tamaria() -> Model {
    let mut model = fresh();
    organisation_units(&mut model);
    data_elements(&mut model);
    indicators(&mut model);
    categories(&mut model);
    options(&mut model);
    data_sets(&mut model);
    programs(&mut model);
    validation(&mut model);
    prediction(&mut model);
    people(&mut model);
    favorites(&mut model);
    model.periods = PERIODS.map(|(name, year, has_data)| Period { name, year, has_data }).to_vec();
    model.rows = rows(&model);
    model.data_values = model.counted();
    model
}

const PERIODS: [(&str, i64, bool); 5] = [
    ("January 2026", 2026, true),
    ("February 2026", 2026, true),
    ("2031", 2031, false),
    ("March 2032", 2032, false),
    ("1897", 1897, false),
];

const REGIONS: [(&str, [&str; 3]); 4] = [
    ("Northern Region", ["Anjara", "Belo", "Chirume"]),
    ("Eastern Region", ["Dambe", "Eshara", "Fumba"]),
    ("Southern Region", ["Gorale", "Hanisi", "Ikonda"]),
    ("Western Region", ["Jembe", "Kalora", "Lusaro"]),
];

const FACILITIES: [&str; 5] = ["District Hospital", "Health Centre", "Clinic", "Dispensary", "Health Post"];

fn organisation_units(model: &mut Model) {
    let root = Named { id: uid::of("Tamaria"), name: "Tamaria".to_owned() };
    model.organisation_units.push(unit(root.clone(), 1, None, Some((31.0, -8.0)), &["Public"]));
    for (at, (region, districts)) in REGIONS.into_iter().enumerate() {
        let place = |step: usize| (30.0 + at as f64 * 0.8 + step as f64 * 0.05, -9.0 + at as f64 * 0.6);
        let region = Named::new("organisationUnit", region);
        model.organisation_units.push(unit(region.clone(), 2, Some(&root.id), Some(place(0)), &["Public"]));
        for district in districts {
            let name = format!("{district} District");
            let place_of = |kind: usize| place(kind + district.len());
            let parent = Named::new("organisationUnit", &name);
            model.organisation_units.push(unit(
                parent.clone(),
                3,
                Some(&region.id),
                Some(place_of(0)),
                &["Public"],
            ));
            for (kind, facility) in FACILITIES.into_iter().enumerate() {
                let named = Named::new("organisationUnit", &format!("{district} {facility}"));
                // Health posts were added without looking for their places and their groups.
                let (point, groups) = match kind {
                    4 => (None, &[][..]),
                    3 => (Some(place_of(kind)), &["Public", "Rural"][..]),
                    _ => (Some(place_of(kind)), &["Public"][..]),
                };
                model.organisation_units.push(unit(named, 4, Some(&parent.id), point, groups));
            }
        }
    }
    let belo = Named::new("organisationUnit", "Belo District").id;
    let faulty = |name: &str, at: Option<(f64, f64)>| {
        unit(Named::new("organisationUnit", name), 4, Some(&belo), at, &["Public"])
    };
    let twin = |key: &str| {
        let id = uid::of(key);
        unit(Named { id, name: "Belo Mission".to_owned() }, 4, Some(&belo), Some((30.2, -8.9)), &["Private"])
    };
    let closed = OrganisationUnit {
        opened: "2024-05-01",
        closed: Some("2019-12-31"),
        ..faulty("Belo Old Clinic", Some((30.3, -8.8)))
    };
    model.organisation_units.extend([
        faulty("Belo Market Post ", Some((30.25, -8.95))),
        faulty("Belo  Prison Clinic", Some((30.27, -8.95))),
        faulty("Belo Ferry Post", Some((0.0, 0.0))),
        twin("first Belo Mission"),
        twin("second Belo Mission"),
        closed,
        unit(Named::new("organisationUnit", "Central Medical Store"), 1, None, None, &[]),
    ]);
    let names = ["Public", "Private", "Rural", "Military"];
    let levels = ["Country", "Region", "District", "Facility"];
    model.organisation_unit_levels = levels.map(|name| Named::new("organisationUnitLevel", name)).to_vec();
    model.organisation_unit_groups = names.map(|name| Named::new("organisationUnitGroup", name)).to_vec();
}

fn unit(
    named: Named,
    level: usize,
    parent: Option<&str>,
    point: Option<(f64, f64)>,
    groups: &[&'static str],
) -> OrganisationUnit {
    let parent = parent.map(str::to_owned);
    OrganisationUnit {
        named,
        level,
        parent,
        point,
        opened: "2010-01-01",
        closed: None,
        groups: groups.to_vec(),
    }
}

fn data_elements(model: &mut Model) {
    let element = |(name, value_type, aggregation, category_combo, values)| DataElement {
        named: Named::new("dataElement", name),
        short_name: name.to_owned(),
        value_type,
        aggregation,
        category_combo,
        values,
    };
    model.data_elements = [
        ("Births", "INTEGER", "SUM", "Sex", 4120),
        ("Deaths", "INTEGER", "SUM", "Sex", 310),
        ("Malaria cases", "INTEGER", "SUM", "Sex and age", 9800),
        ("Malaria deaths", "INTEGER", "SUM", "Sex and age", 120),
        ("Malaria cases expected", "NUMBER", "AVERAGE", "default", 48),
        ("Outpatient visits", "INTEGER", "SUM", "Sex and age", 20_400),
        ("BCG doses given", "INTEGER", "SUM", "default", 3900),
        ("Measles doses given", "INTEGER", "SUM", "default", 3700),
        ("Fridge temperature", "NUMBER", "AVERAGE", "default", 960),
        ("Staff on duty", "INTEGER", "NONE", "default", 540),
        ("Remarks", "LONG_TEXT", "NONE", "default", 85),
        ("Cholera cases (old)", "INTEGER", "SUM", "default", 0),
        ("Guinea worm cases", "INTEGER", "SUM", "default", 0),
        ("Population", "INTEGER", "SUM", "default", 77),
        ("Beds", "INTEGER", "SUM", "default", 154),
    ]
    .map(element)
    .to_vec();
    let id = |name: &str| Named::new("dataElement", name).id;
    model.data_element_groups = vec![
        group(
            "dataElementGroup",
            "Malaria",
            &[&id("Malaria cases"), &id("Malaria deaths"), &id("Malaria cases expected")],
        ),
        group("dataElementGroup", "Immunization", &[&id("BCG doses given"), &id("Measles doses given")]),
        group("dataElementGroup", "Vital events", &[&id("Births"), &id("Deaths")]),
        group("dataElementGroup", "Cold chain", &[&id("Fridge temperature")]),
        group("dataElementGroup", "Neglected diseases", &[]),
    ];
}

fn indicators(model: &mut Model) {
    let of = |name: &str| format!("#{{{}}}", Named::new("dataElement", name).id);
    let indicator = |name: &str, numerator: String, denominator: String| Indicator {
        named: Named::new("indicator", name),
        numerator,
        denominator,
    };
    model.indicators = vec![
        indicator("Malaria case fatality", of("Malaria deaths"), of("Malaria cases")),
        indicator("Malaria lethality", of("Malaria deaths"), of("Malaria cases")),
        indicator("BCG coverage", of("BCG doses given"), of("Births")),
        indicator("Measles coverage", of("Measles doses given"), of("Births")),
        indicator("Visits per person", of("Outpatient visits"), of("Population")),
        indicator("Bed occupancy", format!("{} +", of("Beds")), "1".to_owned()),
    ];
    let kind = |name: &str, factor| IndicatorType { named: Named::new("indicatorType", name), factor };
    model.indicator_types = vec![kind("Per cent", 100), kind("Percentage", 100), kind("Number", 1)];
    let id = |name: &str| Named::new("indicator", name).id;
    model.indicator_groups = vec![
        group("indicatorGroup", "Malaria", &[&id("Malaria case fatality"), &id("Malaria lethality")]),
        group("indicatorGroup", "Coverage", &[&id("BCG coverage"), &id("Measles coverage")]),
        group("indicatorGroup", "Use of services", &[&id("Visits per person")]),
    ];
}

fn categories(model: &mut Model) {
    let names = ["Female", "Male", "Under 5 years", "5 years and over", "Fixed post", "Outreach", "Unknown"];
    model.category_options.extend(names.map(|name| Named::new("categoryOption", name)));
    let option = |name: &str| Named::new("categoryOption", name).id;
    let sexes = [option("Female"), option("Male")];
    let ages = [option("Under 5 years"), option("5 years and over")];
    let places = [option("Fixed post"), option("Outreach")];
    let all = |ids: &[String; 2]| ids.to_vec();
    let category = |name: &str, members: Vec<String>| Group { named: Named::new("category", name), members };
    model.categories.extend([
        category("Sex", all(&sexes)),
        category("Gender", all(&sexes)),
        category("Age", all(&ages)),
        category("Place of vaccination", all(&places)),
        category("Funding source", vec![]),
    ]);
    let of = |name: &str| Named::new("category", name).id;
    model.category_combos.extend([
        group("categoryCombo", "Sex", &[&of("Sex")]),
        group("categoryCombo", "Sex and age", &[&of("Sex"), &of("Age")]),
        group("categoryCombo", "Place of vaccination", &[&of("Place of vaccination")]),
        group("categoryCombo", "Not finished", &[]),
    ]);
    for combo in ["Sex", "Sex and age", "Place of vaccination"] {
        let combo = Named::new("categoryCombo", combo).id;
        model.update_category_option_combos(&combo);
    }
    // One combination was left over when the category of age was added to its combination.
    model.category_option_combos.push(CategoryOptionCombo {
        named: Named::new("categoryOptionCombo", "Female, left over"),
        combo: Named::new("categoryCombo", "Sex and age").id,
        options: vec![option("Female")],
    });
}

fn options(model: &mut Model) {
    let set = |name: &str, orders: &[usize], is_used: bool| OptionSet {
        named: Named::new("optionSet", name),
        orders: orders.to_vec(),
        is_used,
    };
    model.option_sets = vec![
        set("Blood groups", &[1, 2, 3, 4], true),
        set("Outcome of delivery", &[1, 2, 4, 5], true),
        set("Languages", &[1, 2, 3], false),
        set("Reasons for referral", &[], false),
    ];
    model.option_groups = vec![group("optionGroup", "Rare blood groups", &[])];
}

fn data_sets(model: &mut Model) {
    let id = |name: &str| Named::new("dataElement", name).id;
    let set = |name: &str, period_type: &'static str, elements: &[&str], units: usize| DataSet {
        named: Named::new("dataSet", name),
        period_type,
        elements: elements.iter().map(|name| id(name)).collect(),
        units,
    };
    model.data_sets = vec![
        set(
            "Monthly report",
            "Monthly",
            &["Births", "Deaths", "Malaria cases", "Malaria deaths", "Malaria cases expected", "Beds"],
            60,
        ),
        set("Immunization", "Monthly", &["BCG doses given", "Measles doses given"], 60),
        set("Outpatient register", "Weekly", &["Outpatient visits", "Staff on duty", "Remarks"], 48),
        set("Facility survey", "Yearly", &["Beds", "Population"], 60),
        set("Cold chain", "Daily", &["Fridge temperature"], 0),
        set("Emergency report", "Daily", &[], 12),
    ];
}

fn programs(model: &mut Model) {
    let program = |name: &str| Named::new("program", name);
    model.programs = vec![program("Antenatal care"), program("Malaria focus investigation")];
    let stage = |name: &str, of: Option<&str>| ProgramStage {
        named: Named::new("programStage", name),
        program: of.map(|name| program(name).id),
    };
    model.program_stages = vec![
        stage("First visit", Some("Antenatal care")),
        stage("Follow-up visit", Some("Antenatal care")),
        stage("Case report", Some("Malaria focus investigation")),
        stage("Pilot stage", None),
    ];
    let rule =
        |name: &str, of: &str, condition: &'static str, actions: usize, priority: Option<u32>| ProgramRule {
            named: Named::new("programRule", name),
            program: program(of),
            condition,
            actions,
            priority,
        };
    model.program_rules = vec![
        rule("Warn of high blood pressure", "Antenatal care", "#{systolic} > 140", 2, Some(1)),
        rule("Hide reason", "Antenatal care", "!#{referred}", 1, None),
        rule("Warn of anaemia", "Antenatal care", "#{hb} < 7", 0, Some(2)),
        rule("Ask for travel", "Malaria focus investigation", "", 1, None),
    ];
    let indicator = |name: &str, of: &str, expression: &'static str| ProgramIndicator {
        named: Named::new("programIndicator", name),
        program: program(of),
        expression,
    };
    model.program_indicators = vec![
        indicator("Women with four visits", "Antenatal care", "V{enrollment_count}"),
        indicator("Foci investigated", "Malaria focus investigation", ""),
    ];
}

fn validation(model: &mut Model) {
    let of = |name: &str| format!("#{{{}}}", Named::new("dataElement", name).id);
    let rule =
        |name: &str, importance, operator, left: (String, &str), right: (String, &str)| ValidationRule {
            named: Named::new("validationRule", name),
            importance,
            operator,
            left: Side { expression: left.0, description: left.1.to_owned() },
            right: Side { expression: right.0, description: right.1.to_owned() },
        };
    let below = Operator::LessThanOrEqualTo;
    let (births, deaths) = (of("Births"), of("Deaths"));
    let (cases, fatal) = (of("Malaria cases"), of("Malaria deaths"));
    let doses = format!("{} *", of("BCG doses given"));
    model.validation_rules = vec![
        rule(
            "Malaria deaths are cases",
            "MEDIUM",
            below,
            (fatal, "malaria deaths"),
            (cases, "malaria cases"),
        ),
        rule("Deaths and births", "LOW", below, (deaths, "deaths"), (format!("{births} /"), "broken")),
        rule("BCG and births", "LOW", Operator::EqualTo, (doses, "broken"), (births, "births")),
    ];
    let id = |name: &str| Named::new("validationRule", name).id;
    model.validation_rule_groups =
        vec![group("validationRuleGroup", "Malaria", &[&id("Malaria deaths are cases")])];
}

fn prediction(model: &mut Model) {
    let id = |name: &str| Named::new("dataElement", name).id;
    let expected = Predictor {
        named: Named::new("predictor", "Malaria cases expected"),
        output: id("Malaria cases expected"),
        generator: Side {
            expression: format!("AVG(#{{{}}})", id("Malaria cases")),
            description: "mean of the months before".to_owned(),
        },
        samples: 3,
    };
    model.predictor_groups = vec![group("predictorGroup", "Malaria", &[&expected.named.id])];
    model.predictors = vec![expected];
}

fn people(model: &mut Model) {
    let person = |name: &str, roles: &[&'static str]| Person {
        named: Named::new("user", name),
        roles: roles.to_vec(),
    };
    model.people.extend([
        person("maintainer", &["Maintenance"]),
        person("observer", &["Observer"]),
        person("clerk", &["Data clerk"]),
        person("k..mensah", &["Data clerk"]),
        person("district.import", &["Superuser"]),
        person("visitor", &[]),
    ]);
    let role = |name: &str, authorities: &[&'static str]| UserRole {
        named: Named::new("userRole", name),
        authorities: authorities.to_vec(),
    };
    model.user_roles.extend([
        role("Maintenance", &["M_steward", "F_PERFORM_MAINTENANCE"]),
        role("Observer", &["M_steward"]),
        role("Data clerk", &["M_dhis-web-dataentry", "F_DATAVALUE_ADD"]),
        role("Retired", &["F_VIEW_EVENT_ANALYTICS"]),
        role("Visitor", &[]),
    ]);
    let id = |name: &str| Named::new("user", name).id;
    model.user_groups = vec![
        group("userGroup", "National team", &[&id("admin"), &id("maintainer")]),
        group("userGroup", "Cold chain officers", &[]),
    ];
}

fn favorites(model: &mut Model) {
    let favorite = |(kind, name, items, viewed_days_ago): (&str, &str, usize, Option<u64>)| Favorite {
        named: Named::new(kind, name),
        items,
        viewed_days_ago,
    };
    model.dashboards = [
        ("dashboard", "Malaria", 8, Some(2)),
        ("dashboard", "Immunization", 5, Some(9)),
        ("dashboard", "Cholera outbreak 2023", 4, Some(900)),
        ("dashboard", "New dashboard", 0, Some(40)),
    ]
    .map(favorite)
    .to_vec();
    model.visualizations = [
        ("visualization", "Malaria cases by district", 1, Some(2)),
        ("visualization", "BCG coverage this year", 1, Some(9)),
        ("visualization", "Copy of BCG coverage this year", 1, Some(512)),
        ("visualization", "Test", 1, None),
    ]
    .map(favorite)
    .to_vec();
    model.maps =
        [("map", "Facilities", 1, Some(30)), ("map", "Cholera 2023", 1, Some(880))].map(favorite).to_vec();
}

fn rows(model: &Model) -> Rows {
    let soft_deleted = [("Cholera cases (old)", 418), ("Deaths", 37), ("Malaria cases", 1204)];
    let id_of = |name: &str| Named::new("dataElement", name).id;
    Rows {
        deleted_data_values: soft_deleted.map(|(name, count)| (id_of(name), count)).into(),
        zero_data_values: 2210,
        tracked_entities: 1240,
        enrollments: 1385,
        tracker_events: 5410,
        single_events: 2075,
        deleted_relationships: 64,
        deleted_events: 907,
        deleted_enrollments: 131,
        deleted_tracked_entities: 88,
        expired_invitations: 3,
        stale_paths: model.organisation_units.iter().filter(|unit| unit.level == 3).count() as u64,
        analytics_tables: 14,
        sql_views: 2,
        ..Rows::default()
    }
}

fn group(kind: &str, name: &str, members: &[&str]) -> Group {
    Group { named: Named::new(kind, name), members: members.iter().map(|id| (*id).to_owned()).collect() }
}
