//! The package of a function or a replica: how long it takes to bring it to a machine and to load it.

use super::fact::{Fact, FactText, Origin, Unit, fact_table, origin};
use super::runtime::Runtime;
use super::service::IMAGE_SIZE;
use crate::units::Nanos;

const QUOTAS: Origin = origin(
    "AWS docs, Lambda quotas",
    "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html",
    "2026",
);
const DOCKER: Origin = origin(
    "computed from mikhail.io's cold starts of container images: 0.795 s for a minimal one, 0.868 s with \
     100 MB more",
    "https://mikhail.io/serverless/coldstarts/aws/",
    "2021-01-05",
);
const SLACKER: Origin = origin(
    "AWS News Blog on lazy loading of images, after Harter et al., Slacker (FAST 2016)",
    "https://aws.amazon.com/blogs/aws/aws-fargate-enables-faster-container-startup-using-seekable-oci/",
    "2023",
);

fact_table! {
    ZIP_MAX = 250.0 Megabytes, "lambda.zip_max",
        "the largest package of a function, unpacked, that needs no container image", published QUOTAS;
    IMAGE_FETCH = 0.000_73 SecondsPerMegabyte, "lambda.image_fetch",
        "what each megabyte of a function's package adds to a cold start where nothing is interpreted or compiled",
        published DOCKER;
    READ_SHARE = 0.064 Ratio, "container.read_share",
        "the part of an image that a program reads when it starts", published SLACKER;
    PULL_SHARE = 0.76 Ratio, "container.pull_share",
        "the part of a container's start that is the download of its image", published SLACKER;
    LOAD_JAVA = 0.4 Ratio, "assumed.dependency_load.java",
        "what a megabyte of Java dependencies costs at a start, against one of JavaScript",
        assumed "nobody publishes it by size; functions with a whole framework, about 50 MB, are said to take one to \
            three seconds";
    LOAD_PYTHON = 0.2 Ratio, "assumed.dependency_load.python",
        "what a megabyte of Python dependencies costs at a start, against one of JavaScript",
        assumed "nobody publishes it by size; much of a Python package is compiled already, and half of Java's cost fits \
            imports of about a second for 50 MB";
    LOAD_DOT_NET = 0.2 Ratio, "assumed.dependency_load.dotnet",
        "what a megabyte of .NET dependencies costs at a start, against one of JavaScript",
        assumed "nobody publishes it by size; assemblies are compiled when they are used, about half as many as Java loads";
}

/// Whether dependencies of this size make a function a container image.
pub fn is_image(dependencies_mb: f64) -> bool {
    dependencies_mb > ZIP_MAX.value
}

/// The time that dependencies of this size add to the start of a function, where a megabyte of JavaScript adds
/// `javascript`. An image is read as far as the start needs it.
pub fn load_dependencies(javascript: &Fact, runtime: Runtime, dependencies_mb: f64) -> Nanos {
    let beside = (dependencies_mb - ZIP_MAX.value).max(0.0);
    let read_mb = dependencies_mb - beside + beside * READ_SHARE.value;
    let per_mb = match runtime {
        Runtime::Node => javascript.value,
        Runtime::Java => javascript.value * LOAD_JAVA.value,
        Runtime::Python => javascript.value * LOAD_PYTHON.value,
        Runtime::DotNet => javascript.value * LOAD_DOT_NET.value,
        Runtime::Go | Runtime::Rust => IMAGE_FETCH.value,
    };
    Nanos::from_secs(per_mb * read_mb)
}

/// How long a replica with these dependencies takes to start, against one of the measured image: the download grows with
/// the image, the rest does not.
pub fn start_of_replica(measured: Nanos, dependencies_mb: f64) -> Nanos {
    let image = 1.0 + dependencies_mb / IMAGE_SIZE.value;
    measured.scaled(1.0 - PULL_SHARE.value + PULL_SHARE.value * image)
}
