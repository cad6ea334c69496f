namespace Sessions.Simulator;

/// <summary>
/// How the tenant behaves where Graph's own behaviour is unknown, varies or fails. The defaults are what is most
/// likely; a running tenant takes another set at any time.
/// </summary>
public sealed record TenantSwitches
{
    /// <summary>For recordings of a meeting that stands on no calendar; its code is PreconditionFailed.</summary>
    public int NotCalendarBackedStatus { get; init; } = 412;

    /// <summary>For a known transactionId with another body; its code is ErrorDuplicateTransactionId.</summary>
    public int DuplicateTransactionStatus { get; init; } = 409;

    public RepeatedPost RepeatedPost { get; init; } = RepeatedPost.Created;

    /// <summary>Whether a deleted event's transactionId stays taken.</summary>
    public bool TransactionsOutliveTheirEvent { get; init; }

    public ContentDelivery ContentDelivery { get; init; } = ContentDelivery.Direct;

    /// <summary>Whether content takes ranges, and says so.</summary>
    public bool AcceptRanges { get; init; } = true;

    /// <summary>From an event's creation until its meeting is found by join address.</summary>
    public TimeSpan MeetingLookupLag { get; init; }

    public LookupAnswer MeetingLookupLagAnswer { get; init; } = LookupAnswer.EmptyList;

    /// <summary>From a session's scheduled end; likewise the two below.</summary>
    public TimeSpan AttendanceLag { get; init; } = TimeSpan.FromMinutes(4);

    public TimeSpan RecordingLag { get; init; } = TimeSpan.FromMinutes(7);

    public TimeSpan TranscriptLag { get; init; } = TimeSpan.FromMinutes(11);

    public SimulatedSegments Recordings { get; init; } = SimulatedSegments.One;

    public bool Transcripts { get; init; } = true;

    /// <summary>False: reports are switched off, and the list stays empty.</summary>
    public bool AttendanceReports { get; init; } = true;

    /// <summary>The organizer tried the room the day before: one more report.</summary>
    public bool RehearsedTheDayBefore { get; init; }

    /// <summary>The room emptied for a minute in the middle: two reports for the session.</summary>
    public bool RoomEmptiedOnce { get; init; }

    /// <summary>Whether <c>$expand=attendanceRecords</c> also fills the list, which nobody promises.</summary>
    public bool ExpandFillsReportList { get; init; }

    public GuestAddress GuestAddress { get; init; } = GuestAddress.Null;

    /// <summary>False: no application access policy, every onlineMeetings request is refused (403).</summary>
    public bool AccessPolicy { get; init; } = true;

    /// <summary>False: new events get no online meeting.</summary>
    public bool TeamsLicence { get; init; } = true;

    /// <summary>The bearer token every request must carry; null: none is asked for.</summary>
    public string? Bearer { get; init; }

    /// <summary>Most items on a page of any list, whatever <c>$top</c> asks; null: only <c>$top</c> counts.</summary>
    public int? PageSize { get; init; }

    /// <summary>Adds properties and enum values that no client of today knows.</summary>
    public bool UnknownValues { get; init; }

    /// <summary>Null: mail is not limited.</summary>
    public MailLimits? Mail { get; init; }
}

/// <summary>The answer to an identical POST with the same transactionId.</summary>
public enum RepeatedPost
{
    /// <summary>201 with the event that exists.</summary>
    Created,

    /// <summary>200 with the event that exists.</summary>
    Ok,

    /// <summary>ErrorDuplicateTransactionId.</summary>
    Refused,
}

public enum ContentDelivery
{
    /// <summary>200 with Content-Length.</summary>
    Direct,

    /// <summary>302 to another port; there, an Authorization header is refused.</summary>
    Redirect,

    /// <summary>200 without Content-Length.</summary>
    Chunked,
}

public enum LookupAnswer
{
    EmptyList,
    NotFound,
}

public enum SimulatedSegments
{
    None,
    One,
    Two,
}

/// <summary>What a record of somebody without an account carries as emailAddress.</summary>
public enum GuestAddress
{
    Null,
    Empty,
}

/// <summary>Exchange Online's limits for one mailbox.</summary>
/// <param name="PerMinute">Messages; the rest is delivered later, unless <paramref name="RefuseExcess"/>.</param>
/// <param name="PerDay">Recipients in 24 hours; beyond it sendMail is refused.</param>
/// <param name="Concurrent">Requests at one time; beyond it sendMail is refused.</param>
/// <param name="RefuseExcess">Answers 429 to what exceeds <paramref name="PerMinute"/>.</param>
public sealed record MailLimits(
    int PerMinute = 30, int PerDay = 10_000, int Concurrent = 4, bool RefuseExcess = false);
