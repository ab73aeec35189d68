//! Data summaries and usage statistics.

use wasm_bindgen::JsValue;

use super::{Plain, ToJs};
use crate::domain::data_summary::counts_as_from_2_43;
use crate::js::zone::Zone;
use crate::model::{DataSummary, ObjectCounts, Recent, SummarizedSystem, UsageStatistics, UserInvitations};

impl ToJs for DataSummary {
    fn to_js(&self, zone: &Zone) -> JsValue {
        Plain::new(zone)
            .value("objectCounts", &self.object_counts)
            .value("activeUsers", &self.active_users)
            .value("logins", &self.logins)
            .value("userInvitations", &self.user_invitations)
            .value("dataValues", &self.data_values)
            .value("events", &self.events)
            .value("trackerEvents", &self.tracker_events)
            .value("singleEvents", &self.single_events)
            .value("enrollments", &self.enrollments)
            .value("system", &self.system)
            .value("meaning", &Meaning { is_new: counts_as_from_2_43(self) })
            .done()
    }
}

impl ToJs for ObjectCounts {
    fn to_js(&self, zone: &Zone) -> JsValue {
        let counts = self.0.iter();
        counts.fold(Plain::new(zone), |plain, (name, count)| plain.number(name, *count as f64)).done()
    }
}

impl ToJs for Recent {
    fn to_js(&self, zone: &Zone) -> JsValue {
        Plain::new(zone)
            .number("latest", self.latest as f64)
            .number("day", self.day as f64)
            .number("twoDays", self.two_days.map(|count| count as f64))
            .number("week", self.week as f64)
            .number("month", self.month as f64)
            .done()
    }
}

impl ToJs for UserInvitations {
    fn to_js(&self, zone: &Zone) -> JsValue {
        Plain::new(zone).number("all", self.all as f64).number("expired", self.expired as f64).done()
    }
}

impl ToJs for SummarizedSystem {
    fn to_js(&self, zone: &Zone) -> JsValue {
        Plain::new(zone)
            .text("version", &*self.version)
            .text("revision", self.revision.as_deref())
            .time("buildTime", self.build_time)
            .text("systemId", self.system_id.as_deref())
            .time("serverDate", self.server_date)
            .done()
    }
}

/// What the counts of a data summary mean: all of it changed at once.
struct Meaning {
    is_new: bool,
}

impl ToJs for Meaning {
    fn to_js(&self, zone: &Zone) -> JsValue {
        let names = ["latestIsLastHour", "deletedValuesCount", "activeUsersAreViewers"];
        names.iter().fold(Plain::new(zone), |plain, name| plain.flag(name, self.is_new)).done()
    }
}

impl ToJs for UsageStatistics {
    fn to_js(&self, zone: &Zone) -> JsValue {
        Plain::new(zone)
            .number("year", f64::from(self.year))
            .number("month", self.month.map(f64::from))
            .number("week", self.week.map(f64::from))
            .number("day", self.day.map(f64::from))
            .number("mapViews", self.map_views as f64)
            .number("visualizationViews", self.visualization_views as f64)
            .number("eventReportViews", self.event_report_views as f64)
            .number("eventChartViews", self.event_chart_views as f64)
            .number("eventVisualizationViews", self.event_visualization_views as f64)
            .number("dashboardViews", self.dashboard_views as f64)
            .number("passiveDashboardViews", self.passive_dashboard_views as f64)
            .number("dataSetReportViews", self.data_set_report_views as f64)
            .number("totalViews", self.total_views as f64)
            .number("savedMaps", self.saved_maps as f64)
            .number("savedVisualizations", self.saved_visualizations as f64)
            .number("savedEventReports", self.saved_event_reports as f64)
            .number("savedEventCharts", self.saved_event_charts as f64)
            .number("savedEventVisualizations", self.saved_event_visualizations as f64)
            .number("savedDashboards", self.saved_dashboards as f64)
            .number("savedIndicators", self.saved_indicators as f64)
            .number("savedDataValues", self.saved_data_values as f64)
            .number("activeUsers", self.active_users as f64)
            .number("users", self.users as f64)
            .number("averageViews", self.average_views)
            .number("averageMapViews", self.average_map_views)
            .number("averageVisualizationViews", self.average_visualization_views)
            .number("averageEventReportViews", self.average_event_report_views)
            .number("averageEventChartViews", self.average_event_chart_views)
            .number("averageEventVisualizationViews", self.average_event_visualization_views)
            .number("averageDashboardViews", self.average_dashboard_views)
            .number("averagePassiveDashboardViews", self.average_passive_dashboard_views)
            .done()
    }
}
