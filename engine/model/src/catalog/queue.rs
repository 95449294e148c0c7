//! Facts of the queue that is put between clients and work: Amazon SQS.

use super::fact::{Fact, FactText, Origin, Unit, fact_table, origin};

const PRICING: Origin = origin(
    "values of the AWS free tier (a second source): a million requests are worth 0.40 dollars",
    "https://gist.github.com/mkfmnn/c18899c1337f3cd5402b4f1b7782deff",
    "2017-11",
);

fact_table! {
    PRICE_REQUESTS = 0.4 UsdPerMillion, "sqs.price_req",
        "price of requests to a queue", published PRICING;
    REQUESTS_OF_A_MESSAGE = 3.0 Count, "assumed.sqs.requests",
        "requests to a queue for one message",
        assumed "a message is sent, received and deleted; receiving several at once would save requests, and looking in vain \
            costs some";
    ACCEPT = 15.0 Millis, "assumed.sqs.accept",
        "the time in which a message is stored and acknowledged",
        assumed "nobody publishes it; the message is stored in several zones before it is acknowledged, which takes some trips \
            between them";
}
