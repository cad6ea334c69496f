using System.Text.RegularExpressions;

namespace Sessions.Courses;

/// <summary>
/// One mailbox, <c>local@domain</c>, without a display name. Two addresses are the same when they differ in
/// case only: no mail system in use tells them apart, and rosters mix them freely.
/// </summary>
public sealed partial class EmailAddress : IEquatable<EmailAddress>
{
    /// <summary>RFC 5321 4.5.3.1: 64 octets before the at sign and 254 in all.</summary>
    public const int MaxLength = 254;

    private EmailAddress(string value) => Value = value;

    /// <summary>The address as it was written.</summary>
    public string Value { get; }

    /// <summary>The form by which addresses are compared and stored.</summary>
    public string Key => Value.ToLowerInvariant();

    /// <summary>What stands after the at sign.</summary>
    public string Domain => Value[(Value.IndexOf('@', StringComparison.Ordinal) + 1)..];

    public static EmailAddress? TryParse(string text)
    {
        var trimmed = text.Trim();
        return trimmed.Length <= MaxLength && Pattern.IsMatch(trimmed) ? new EmailAddress(trimmed) : null;
    }

    /// <exception cref="FormatException">The text is no address.</exception>
    public static EmailAddress Parse(string text) =>
        TryParse(text) ?? throw new FormatException($"'{text}' is not an e-mail address");

    public bool Equals(EmailAddress? other) => other is not null && Key == other.Key;

    public override bool Equals(object? obj) => Equals(obj as EmailAddress);

    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);

    public static bool operator ==(EmailAddress? left, EmailAddress? right) => Equals(left, right);

    public static bool operator !=(EmailAddress? left, EmailAddress? right) => !Equals(left, right);

    public override string ToString() => Value;

    // RFC 5322's dot-atom on both sides: what every mail system and calendar accepts. Quoted local parts and
    // address literals are legal, and no roster that was looked at has one.
    [GeneratedRegex(
        @"^(?=.{1,64}@)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@" +
        @"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])$",
        RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pattern { get; }
}
