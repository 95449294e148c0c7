//! The reach of the model: its assumptions, simplifications and omissions.
//!
//! A page shows these limits, so that a person can read them before believing a number. The facts hold the
//! single assumed numbers.

/// One limit of the model's reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownLimit {
    /// A title of a few words.
    pub title: &'static str,
    /// One or two sentences on the model's approach and its effect on the result.
    pub text: &'static str,
    /// The kind of limit.
    pub kind: LimitKind,
    /// Which verdict of the evening that ships it could change, and how far; empty where none is known to depend on it.
    pub could_move: &'static str,
}

impl KnownLimit {
    const fn moves(mut self, what: &'static str) -> Self {
        self.could_move = what;
        self
    }
}

/// How the model departs from the world.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LimitKind {
    /// The model uses a number without a published source.
    Assumed,
    /// The model has it in a simpler form.
    Simplified,
    /// The model leaves it out.
    LeftOut,
}

impl LimitKind {
    /// All kinds, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::Assumed, Self::Simplified, Self::LeftOut];
}

/// The assumptions, simplifications and omissions of the model.
pub fn known_limits() -> &'static [KnownLimit] {
    &LIMITS
}

const fn assumed(title: &'static str, text: &'static str) -> KnownLimit {
    KnownLimit {
        title,
        text,
        kind: LimitKind::Assumed,
        could_move: "",
    }
}

const fn simplified(title: &'static str, text: &'static str) -> KnownLimit {
    KnownLimit {
        title,
        text,
        kind: LimitKind::Simplified,
        could_move: "",
    }
}

const fn left_out(title: &'static str, text: &'static str) -> KnownLimit {
    KnownLimit {
        title,
        text,
        kind: LimitKind::LeftOut,
        could_move: "",
    }
}

#[rustfmt::skip]
static LIMITS: [KnownLimit; 40] = [
    assumed("The last mile",
        "Every person is the same 15 ms from the carrier's network. Real homes differ, those behind satellites most, \
         so that the slowest requests are slower than here.")
        .moves("The bot check at the edge: at 50 ms from the network its connections alone would take its 100 ms."),
    assumed("Jitter",
        "Round trips vary by about 15 % around the law, each request for itself. Real congestion comes in spells and hits many at once."),
    assumed("Finding a place for a new function",
        "AWS publishes how long runtimes start, not how long it takes to find a machine and fetch the code; about 100 ms is what \
         older end-to-end measurements leave over.")
        .moves("None: the only target that waits for starts, the certificates', is a minute."),
    assumed("Starts that nobody measured",
        "Go and Rust on Azure, Java, C# and Rust on Google Cloud, and every start of Lambda@Edge are taken from their nearest \
         relatives. The facts say which."),
    assumed("How often a queue delivers twice",
        "One event in a thousand. The platforms say that it happens, not how often.")
        .moves("None: with a key any rate is harmless, and without one a single second delivery misses the target."),
    assumed("The database's own times",
        "Half a millisecond for a statement by key, five for a new connection, five seconds of waiting for a database that is down. \
         Nobody publishes figures that would fit all databases."),
    assumed("Crashes and loading",
        "A crashed replica is back after ten seconds, and models are read into memory at about 250 MB a second."),
    assumed("Wasm at the speed of a compiling runtime",
        "Fuel is counted by really running the snippet; its time is scaled from one measured loop, and other work is slowed by a \
         published mean from 2019. Single programs differ by more than that."),
    assumed("Every edge store is Cloudflare's",
        "A place keeps a key that it has read for a minute, and a key takes one write a second: that stands for other platforms' \
         stores too. A write takes as long as a near read, since code need not wait for it."),
    assumed("Where keys come from",
        "A place that does not hold a key asks the tier of its region, in the nearest cloud region, and that asks the home region: \
         nobody publishes where the tiers and the central stores are. All devices of a learner are in one city; learners who \
         travel within a minute would see old values."),
    assumed("The shape of a month",
        "A bill for term time counts 249 hours like the simulated one: the evening, less by day, little at night and at weekends. \
         No platform of this kind publishes its days.")
        .moves("The order of two lanes in cost where functions and machines are within a factor of three of each other."),
    assumed("Where objects are",
        "An object is at the point of presence of its key's learners, or of one city at random where all cities use the key. Platforms \
         have objects in fewer places, and move none."),

    simplified("Old measurements",
        "The life of idle instances, and starts on Azure and Google Cloud, were measured in January 2021. Platforms have changed \
         since then; nobody has published as much again.")
        .moves("None: no target of the evening depends on how long an idle instance is kept."),
    simplified("Distance is a law",
        "Round trips follow the distance between two places and the median detour of cables between AWS regions. A single pair \
         can be far off: cables do not go everywhere."),
    simplified("Everyone reaches the nearest point of presence",
        "Real routes sometimes lead past it, more often for small carriers."),
    simplified("A region is one place",
        "Its zones appear only as the short trip between code and database. No zone fails or slows down alone."),
    simplified("Work is a distribution",
        "The processor time of a request is drawn from a median and a 99th percentile that the workload states. It does not \
         depend on what was asked, and an instance is as quick at its first request as at its hundredth."),
    simplified("All processors are alike",
        "A virtual processor computes as much on every platform. Real ones differ, and change with the machine that one happens to get."),
    simplified("Packages load by their size",
        "What dependencies add to a start was measured by size for JavaScript alone. For Java, Python and .NET it is assumed, and \
         frameworks of one size differ severalfold.")
        .moves("None: the certificates' starts by about a second, and their target is a minute."),
    simplified("Slots have fixed shares",
        "Each slot of a replica has its share of the processors even while the others are idle, so that a lightly loaded replica \
         is quicker in reality.")
        .moves("Work that computes on replicas with idle slots: up to as many times slower here as a replica has slots. No \
                target of the evening hangs on it."),
    simplified("Shared instances of functions",
        "Instances are filled to 60 % of what they may take at once, and evenly from there on; a new one starts when all others run as \
         many requests as they may. Some platforms also start one when the processors of the others are busy: code that mostly \
         computes is quicker there, and a third dearer."),
    simplified("Pools open what they need",
        "A process opens a connection when all of its own are in use, and keeps it until it ends; a request takes one for all its \
         trips together. Some drivers open all of a pool at the start, and then fewer replicas exhaust the database."),
    simplified("Locks never time out",
        "A lock on a row is taken once the code has run, and held for the trips of its reads and writes. There are no deadlocks, \
         and nobody stops waiting for a lock but a client that leaves."),
    simplified("Patience has one length",
        "A client waits exactly as long as its workload states, then it leaves and its run goes on. Real clients differ, and some \
         platforms end a run whose caller has gone."),
    simplified("Waiting events",
        "An event that found no room starts as soon as there is some. Platforms try again in growing steps with chance in them, \
         and do not publish how soon."),
    simplified("One message, one run",
        "A queue that says nothing else hides a message for as long as a run may take, and gives it up after three receives. A \
         message that failed comes again only when that time is over. A batch, where a queue gathers one, is closed before it \
         finds a free slot, is worked through one message after the other, and fails as a whole."),
    simplified("The edge is never full",
        "Points of presence take whatever comes. Real ones are shared with others, and move or shed load when they are busy.")
        .moves("The landing page and the bot check at the edge, in places whose machines are busy."),
    simplified("Least machines in a bill from requests alone",
        "Such a bill pays for the mean load, without peaks and without spares. A simulated hour counts the machines that really ran."),
    simplified("List prices of one region",
        "Prices are those of the eastern United States or of the first tier, for x86. Other regions often cost more.")
        .moves("The order of two lanes in cost that are within 20 % of each other."),
    simplified("Limits at their defaults",
        "Many quotas can be raised by asking. The presets hold what an account starts with.")
        .moves("The certificates on functions: 624 instances at once would be throttled in a new account with a lower quota."),

    left_out("Waiting inside the database",
        "Connections and locks on rows are limited; statements are not. Full disks, busy processors and replicas that lag do not slow \
         it down, so that a placement which overloads a real database can look well here.")
        .moves("The quiz on every lane with the home database: it assumes one that takes some 400 statements a second."),
    simplified("A second region takes over at once",
        "Learners of a region whose lane is down reach the other one from the first moment, and its database goes on taking writes at \
         home. Real names take a minute to point elsewhere, and a database that changes its home loses the last writes.")
        .moves("None: no built-in board has a second region, and only a person injects an outage."),
    left_out("Limits that no run is held to",
        "These are facts of the platforms that nothing here comes near: six calls of one request at once, 250 runs of one queue's \
         consumer, a thousand instances of a plugin host's pool, ten thousand requests a second of Lambda@Edge in a region, and \
         the time and size of a script at the edge."),
    left_out("Open connections and graphics processors",
        "No lane holds a connection to a client open, and none has a graphics processor. Work that needs one of them has no home \
         here, however well its requests alone would fit.")
        .moves("Chats, games and models that compute on graphics processors; the evening has none."),
    left_out("The size of answers",
        "Payloads are checked against limits; sending them takes no time beyond the trips. Large downloads are slower in reality.")
        .moves("The images: several round trips more for a large one on a slow line, of which 450 ms leave room for one or two."),
    left_out("Traffic, storage and taxes",
        "Bills hold requests, time, memory and processors. Data that leaves a cloud, logs, stores, databases, load balancers, \
         gateways, the control planes of clusters and taxes are missing, and can be more than all the rest.")
        .moves("No target, and the order in cost of lanes that serve large answers from different clouds."),
    left_out("Free tiers in comparisons",
        "What an account gets for nothing is shared by all that it runs; it is shown beside a bill and not taken off."),
    left_out("Discounts",
        "Commitments, spare capacity, other processors and negotiated prices are left out."),
    left_out("Images that load while they run",
        "A replica waits for its whole image. Some platforms begin with the part that a start reads, and say that it takes less than \
         half as long."),
    left_out("The price of people",
        "Duties are counted and not priced: what an hour of looking after a cluster costs is yours to say."),
];
