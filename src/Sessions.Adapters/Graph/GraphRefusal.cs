using NodaTime;
using Sessions.Courses;
using Sessions.Ledger;
using Sessions.Meetings;

namespace Sessions.Adapters.Graph;

/// <summary>Says what an error of Graph means and what to do about it.</summary>
internal sealed record GraphRefusal(GraphCall Call, EmailAddress Organizer)
{
    private const string Policy =
        "the Teams application access policy: New-CsApplicationAccessPolicy -Identity Sessions -AppIds " +
        "\"<application id>\", then Grant-CsApplicationAccessPolicy -PolicyName Sessions -Identity " +
        "<organizer's object id>; it takes up to 30 minutes to work";

    private const string WrongMailbox =
        "Check the instructor's e-mail: it must be the user principal name of somebody in the tenant who has an " +
        "Exchange Online mailbox";

    /// <summary>Codes go before the status: which status some of them come with is documented nowhere.</summary>
    public OutsideFaultException Answered(
        int status, string? code, string? message, Exception inner, Duration? retryAfter)
    {
        var said = code is null ? $"{status}" : $"{status} {code}: {message}";
        return code switch
        {
            "TooManyRequests" or "ApplicationThrottled" or "ErrorServerBusy" or "ErrorMailboxMoveInProgress" =>
                Busy(said, inner, retryAfter),
            "PreconditionFailed" => Permanent(
                said, "recordings and transcripts exist only for a meeting made as a calendar event", inner),
            _ when GraphCauses.Of(status, code, message, Call) is { } cause =>
                Configuration(said, Remedy(cause, message), inner),
            _ => ByStatus(status, said, inner, retryAfter),
        };
    }

    public OutsideFaultException Transient(string happened, Exception inner) =>
        new(
            FaultKind.Transient,
            $"Graph {happened}, when it was to {Call.Doing} for {Organizer}; it will be asked again",
            inner);

    /// <summary>The request was on its way, and nobody knows what became of it.</summary>
    public OutsideFaultException Unanswered(string happened, Exception inner) =>
        new(
            FaultKind.Transient,
            $"Graph {happened}, when it was to {Call.Doing} for {Organizer}; it will be asked again",
            inner)
        { Outcome = FaultOutcome.Unknown };

    public OutsideFaultException NotSignedIn(Exception inner) => new(
        FaultKind.Configuration,
        $"Could not sign in to ask Graph to {Call.Doing}. {FirstLine(inner.Message)} " +
        "Check Sessions:Teams:Credential: with Default the host needs a managed identity or a developer's sign-in, " +
        "with Secret a valid TenantId, ClientId and ClientSecret",
        inner);

    private string Remedy(TenantTrouble cause, string? message) => cause switch
    {
        TenantTrouble.SignIn =>
            "The token is missing or not valid here: check Sessions:Teams:Credential, :TenantId and :AllowedHosts",
        TenantTrouble.Licence => "Give the tenant a licence or billing for this API",
        TenantTrouble.Mailbox when GraphCauses.IsOtherOrganizer(message) =>
            "Check the instructor's e-mail: the meeting belongs to another organizer's mailbox",
        TenantTrouble.Mailbox => WrongMailbox,
        TenantTrouble.AccessPolicy => $"Grant {Policy}",
        TenantTrouble.Permission => Permission + Scope,
        _ => $"{Permission}, and {Policy}",
    };

    private string Permission => $"Grant the application permission {Call.Permission} with admin consent";

    // Exchange alone can limit an application to some mailboxes (RBAC for Applications).
    private string Scope =>
        Call.Permission.StartsWith("Calendars.", StringComparison.Ordinal)
        || Call.Permission.StartsWith("Mail.", StringComparison.Ordinal)
            ? ", and let the application's Exchange RBAC scope include this mailbox"
            : "";

    private OutsideFaultException ByStatus(int status, string said, Exception inner, Duration? retryAfter) =>
        status switch
        {
            404 or 410 => Permanent(said, "it is no longer there", inner),
            408 or 409 or 423 or 429 or 0 or 503 => Busy(said, inner, retryAfter),
            // What stands between us and the service says so when it lost the answer.
            >= 500 => Busy(said, inner, retryAfter, FaultOutcome.Unknown),
            _ => Permanent(said, "the same request will be refused again", inner),
        };

    private OutsideFaultException Busy(
        string said, Exception inner, Duration? retryAfter, FaultOutcome outcome = FaultOutcome.NotTaken) =>
        new(FaultKind.Transient, $"{Refused(said)}; it will be asked again", inner, retryAfter) { Outcome = outcome };

    private OutsideFaultException Permanent(string said, string meaning, Exception inner) =>
        new(FaultKind.Permanent, $"{Refused(said)}: {meaning}", inner);

    private OutsideFaultException Configuration(string said, string remedy, Exception inner) =>
        new(FaultKind.Configuration, $"{Refused(said)}. {remedy}", inner);

    private string Refused(string said) => $"Graph would not {Call.Doing} for {Organizer} ({said})";

    private static string FirstLine(string message) => message.Split('\n', 2)[0].TrimEnd();
}
