namespace Sessions.Simulator;

public enum FaultKind
{
    /// <summary>429; the request is not carried out. Likewise the following four.</summary>
    Throttled,

    /// <summary>503 with a JSON error.</summary>
    Unavailable,

    /// <summary>500 with an HTML page.</summary>
    HtmlError,

    /// <summary>403 with nothing in it.</summary>
    EmptyForbidden,

    /// <summary>404, as for what is no longer there.</summary>
    Gone,

    /// <summary>200 with a sign-in page in place of what was asked for.</summary>
    SignInPage,

    /// <summary>Carried out, and the connection dropped before a byte of the answer.</summary>
    LostAnswer,

    /// <summary>Carried out; the declared length does not come.</summary>
    CutBody,

    /// <summary>Carried out; half of the body, without declared length, ending as if it were whole.</summary>
    CutBodyWithoutLength,

    /// <summary>Carried out; half of the body, then nothing more while the client waits.</summary>
    StalledBody,
}

public enum RetryAfterForm
{
    Integer,

    /// <summary>As Graph writes it at times: <c>2.128</c>.</summary>
    Decimal,

    /// <summary>An HTTP date on the tenant's clock.</summary>
    Date,
}

/// <summary>Something that goes wrong for the next requests that match.</summary>
/// <param name="Times">How many requests it befalls.</param>
/// <param name="Method">Null: any.</param>
/// <param name="Path">Of the decoded path, which starts with <c>/v1.0/</c>; null: any.</param>
/// <param name="RetryAfter">For <see cref="FaultKind.Throttled"/> and <see cref="FaultKind.Unavailable"/>.</param>
public sealed record Fault(
    FaultKind Kind,
    int Times = 1,
    string? Method = null,
    Func<string, bool>? Path = null,
    TimeSpan? RetryAfter = null,
    RetryAfterForm RetryAfterForm = RetryAfterForm.Integer)
{
    internal bool Befalls(string method, string path) =>
        (Method is null || Method.Equals(method, StringComparison.OrdinalIgnoreCase))
        && (Path is null || Path(path));
}
