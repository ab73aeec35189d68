//! Usage statistics.

use dhis2_steward_json::{Faults, FromJson, Json, deserialize_from_json};

/// The interval of usage statistics.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UsageInterval {
    /// Daily.
    Day,
    /// Weekly.
    Week,
    /// Monthly.
    Month,
    /// Yearly.
    Year,
}

impl UsageInterval {
    /// Every interval, from the shortest to the longest.
    pub const ALL: [UsageInterval; 4] = [Self::Day, Self::Week, Self::Month, Self::Year];

    /// The interval of an API name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|interval| interval.as_str() == name)
    }

    /// The API name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Day => "DAY",
            Self::Week => "WEEK",
            Self::Month => "MONTH",
            Self::Year => "YEAR",
        }
    }
}

/// Usage statistics of one interval: an element of `GET /api/dataStatistics`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct UsageStatistics {
    /// The year.
    pub year: i32,
    /// The month, from 1; with the intervals `MONTH` and `DAY`.
    pub month: Option<i32>,
    /// The week of the year; with the interval `WEEK`.
    pub week: Option<i32>,
    /// The day of the month; with the interval `DAY`.
    pub day: Option<i32>,
    /// The number of map views.
    pub map_views: i64,
    /// The number of visualization views.
    pub visualization_views: i64,
    /// The number of event report views.
    pub event_report_views: i64,
    /// The number of event chart views.
    pub event_chart_views: i64,
    /// The number of event visualization views.
    pub event_visualization_views: i64,
    /// The number of dashboard views.
    pub dashboard_views: i64,
    /// The number of passive dashboard views.
    pub passive_dashboard_views: i64,
    /// The number of data set report views.
    pub data_set_report_views: i64,
    /// The number of all views.
    pub total_views: i64,
    /// The number of saved maps.
    pub saved_maps: i64,
    /// The number of saved visualizations.
    pub saved_visualizations: i64,
    /// The number of saved event reports.
    pub saved_event_reports: i64,
    /// The number of saved event charts.
    pub saved_event_charts: i64,
    /// The number of saved event visualizations.
    pub saved_event_visualizations: i64,
    /// The number of saved dashboards.
    pub saved_dashboards: i64,
    /// The number of saved indicators.
    pub saved_indicators: i64,
    /// The number of saved data values.
    pub saved_data_values: i64,
    /// The number of active users.
    pub active_users: i64,
    /// The number of users.
    pub users: i64,
    /// All views per active user; whole numbers up to 2.42.
    pub average_views: f64,
    /// Map views per active user; whole numbers up to 2.42.
    pub average_map_views: f64,
    /// Visualization views per active user; whole numbers up to 2.42.
    pub average_visualization_views: f64,
    /// Event report views per active user; whole numbers up to 2.42.
    pub average_event_report_views: f64,
    /// Event chart views per active user; whole numbers up to 2.42.
    pub average_event_chart_views: f64,
    /// Event visualization views per active user; whole numbers up to 2.42.
    pub average_event_visualization_views: f64,
    /// Dashboard views per active user; whole numbers up to 2.42.
    pub average_dashboard_views: f64,
    /// Passive dashboard views per active user; whole numbers up to 2.42.
    pub average_passive_dashboard_views: f64,
}

impl FromJson for UsageStatistics {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        Self {
            year: json.member("year", faults),
            month: json.member("month", faults),
            week: json.member("week", faults),
            day: json.member("day", faults),
            map_views: json.member_or_default("mapViews", faults),
            visualization_views: json.member_or_default("visualizationViews", faults),
            event_report_views: json.member_or_default("eventReportViews", faults),
            event_chart_views: json.member_or_default("eventChartViews", faults),
            event_visualization_views: json.member_or_default("eventVisualizationViews", faults),
            dashboard_views: json.member_or_default("dashboardViews", faults),
            passive_dashboard_views: json.member_or_default("passiveDashboardViews", faults),
            data_set_report_views: json.member_or_default("dataSetReportViews", faults),
            total_views: json.member_or_default("totalViews", faults),
            saved_maps: json.member_or_default("savedMaps", faults),
            saved_visualizations: json.member_or_default("savedVisualizations", faults),
            saved_event_reports: json.member_or_default("savedEventReports", faults),
            saved_event_charts: json.member_or_default("savedEventCharts", faults),
            saved_event_visualizations: json.member_or_default("savedEventVisualizations", faults),
            saved_dashboards: json.member_or_default("savedDashboards", faults),
            saved_indicators: json.member_or_default("savedIndicators", faults),
            saved_data_values: json.member_or_default("savedDataValues", faults),
            active_users: json.member_or_default("activeUsers", faults),
            users: json.member_or_default("users", faults),
            average_views: json.member_or_default("averageViews", faults),
            average_map_views: json.member_or_default("averageMapViews", faults),
            average_visualization_views: json.member_or_default("averageVisualizationViews", faults),
            average_event_report_views: json.member_or_default("averageEventReportViews", faults),
            average_event_chart_views: json.member_or_default("averageEventChartViews", faults),
            average_event_visualization_views: json
                .member_or_default("averageEventVisualizationViews", faults),
            average_dashboard_views: json.member_or_default("averageDashboardViews", faults),
            average_passive_dashboard_views: json.member_or_default("averagePassiveDashboardViews", faults),
        }
    }
}

deserialize_from_json!(UsageStatistics);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_interval_is_found_by_the_word_of_the_api() {
        for interval in UsageInterval::ALL {
            assert_eq!(UsageInterval::from_name(interval.as_str()), Some(interval));
        }
        assert_eq!(UsageInterval::from_name("HOUR"), None);
    }
}
