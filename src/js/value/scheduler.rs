//! Job configurations, job types, queues and cron expressions.

use wasm_bindgen::JsValue;

use super::{Plain, ToJs};
use crate::domain::cron::{Phrase, TimeOfDay};
use crate::domain::queue::QueueEffect;
use crate::js::zone::Zone;
use crate::model::{
    JobParameter, JobStatus, JobType, JobTypeInfo, Ordered, Queue, Schedule, ScheduledJob, SchedulerEntry,
    SchedulingType, SequenceJob, Uid,
};

impl ToJs for Uid {
    fn to_js(&self, _: &Zone) -> JsValue {
        self.as_str().into()
    }
}

impl ToJs for ScheduledJob {
    fn to_js(&self, zone: &Zone) -> JsValue {
        Plain::of(&self.job, zone)
            .value("schedule", &self.schedule)
            .time("nextExecutionTime", self.next_execution_time)
            .time("maxDelayedExecutionTime", self.max_delayed_execution_time)
            .text("queueName", self.queue_name.as_deref())
            .count("queuePosition", self.queue_position)
            .flag("configurable", self.is_configurable)
            .value("errorCodes", &self.error_codes)
            .done()
    }
}

impl ToJs for Schedule {
    fn to_js(&self, zone: &Zone) -> JsValue {
        let of_type = |name: &str| Plain::new(zone).text("type", name);
        match self {
            Self::Cron(cron) => of_type("cron").text("cronExpression", &**cron),
            Self::FixedDelay(seconds) => of_type("fixedDelay").count("delay", *seconds),
            Self::OnceAsap => of_type("onceAsap"),
            Self::None => of_type("none"),
        }
        .done()
    }
}

impl ToJs for JobTypeInfo {
    fn to_js(&self, zone: &Zone) -> JsValue {
        Plain::new(zone)
            .text("jobType", self.job_type.as_str())
            .text("name", &*self.name)
            .text("schedulingType", self.scheduling_type.as_ref().map(SchedulingType::as_str))
            .value("parameters", &self.parameters)
            .done()
    }
}

/// A type of jobs with its parameters alone.
pub(in crate::js) struct JobTypeParameters(pub(in crate::js) (JobType, Ordered<String, JobParameter>));

impl ToJs for JobTypeParameters {
    fn to_js(&self, zone: &Zone) -> JsValue {
        let (job_type, parameters) = &self.0;
        let parameters: Vec<_> = parameters.0.iter().map(|(_, parameter)| parameter.to_js(zone)).collect();
        Plain::new(zone).text("jobType", job_type.as_str()).value("parameters", &parameters).done()
    }
}

impl ToJs for JobParameter {
    fn to_js(&self, zone: &Zone) -> JsValue {
        Plain::new(zone)
            .text("name", &*self.name)
            .text("label", &*self.label)
            .text("class", &*self.class)
            .text("itemClass", self.item_class.as_deref())
            .flag("required", self.is_required)
            .value("defaultValue", &self.default_value)
            .value("constants", &self.constants)
            .text("relativeApiEndpoint", self.relative_api_endpoint.as_deref())
            .done()
    }
}

impl ToJs for SchedulerEntry {
    fn to_js(&self, zone: &Zone) -> JsValue {
        Plain::new(zone)
            .text("name", &*self.name)
            .text("jobType", self.job_type.as_ref().map(JobType::as_str))
            .text("cronExpression", self.cron_expression.as_deref())
            .count("delay", self.delay)
            .time("nextExecutionTime", self.next_execution_time)
            .time("maxDelayedExecutionTime", self.max_delayed_execution_time)
            .number(
                "secondsToNextExecutionTime",
                self.seconds_to_next_execution_time.map(|seconds| seconds as f64),
            )
            .text("status", self.status.as_ref().map(JobStatus::as_str))
            .flag("enabled", self.is_enabled)
            .flag("configurable", self.is_configurable)
            .value("sequence", &self.sequence)
            .done()
    }
}

impl ToJs for SequenceJob {
    fn to_js(&self, zone: &Zone) -> JsValue {
        Plain::new(zone)
            .text("id", self.id.as_str())
            .text("name", &*self.name)
            .text("jobType", self.job_type.as_str())
            .text("cronExpression", self.cron_expression.as_deref())
            .time("nextExecutionTime", self.next_execution_time)
            .text("status", self.status.as_ref().map(JobStatus::as_str))
            .done()
    }
}

impl ToJs for Queue {
    fn to_js(&self, zone: &Zone) -> JsValue {
        Plain::new(zone)
            .text("name", &*self.name)
            .text("cronExpression", self.cron_expression.as_deref())
            .value("sequence", &self.sequence)
            .done()
    }
}

impl ToJs for QueueEffect {
    fn to_js(&self, zone: &Zone) -> JsValue {
        Plain::new(zone)
            .text("job", self.job.as_str())
            .value("schedule", &self.schedule)
            .flag("disabled", self.is_disabled)
            .done()
    }
}

impl ToJs for Phrase {
    fn to_js(&self, zone: &Zone) -> JsValue {
        let plain = Plain::new(zone).text("key", self.key());
        match self {
            Self::At(times) => plain.value("times", times),
            Self::Every { field, step, from, to } => plain
                .text("field", field.as_str())
                .number("step", f64::from(*step))
                .number("from", f64::from(*from))
                .number("to", f64::from(*to)),
            Self::In { field, runs } => plain.text("field", field.as_str()).value("runs", runs),
            Self::LastDay { before } => plain.number("before", f64::from(*before)),
            Self::LastWorkday => plain,
            Self::NearestWorkday { day } => plain.number("day", f64::from(*day)),
            Self::LastOfWeekday { weekday } => plain.number("weekday", f64::from(*weekday)),
            Self::NthOfWeekday { weekday, nth } => {
                plain.number("weekday", f64::from(*weekday)).number("nth", f64::from(*nth))
            }
        }
        .done()
    }
}

impl ToJs for TimeOfDay {
    fn to_js(&self, zone: &Zone) -> JsValue {
        Plain::new(zone)
            .number("hour", f64::from(self.hour))
            .number("minute", f64::from(self.minute))
            .number("second", f64::from(self.second))
            .done()
    }
}

/// From one to another.
impl ToJs for (u32, u32) {
    fn to_js(&self, zone: &Zone) -> JsValue {
        Plain::new(zone).number("from", f64::from(self.0)).number("to", f64::from(self.1)).done()
    }
}
