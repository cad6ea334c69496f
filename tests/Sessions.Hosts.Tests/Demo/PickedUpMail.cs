using System.Text.RegularExpressions;
using Ical.Net;
using Ical.Net.CalendarComponents;
using MimeKit;
using NodaTime;
using Sessions.Adapters.Tests.Mail;

namespace Sessions.Hosts.Tests.Demo;

/// <summary>One mail as it lies in the pickup folder.</summary>
/// <param name="Kind">As its file's name has it: <c>invitation</c>, <c>watch-link</c>.</param>
/// <param name="Calendar">Null for a mail without an entry.</param>
internal sealed partial record PickedUpMail(
    string File, byte[] Bytes, string Kind, string To, DateTimeOffset Date, string MessageId, string Text,
    Calendar? Calendar)
{
    public CalendarEvent Entry => Assert.Single(Calendar!.Events);

    public string Method => Calendar!.Method!;

    public Instant Start => StartOf(Entry);

    /// <summary>
    /// All mails of a folder, in the order of sending. There is no other way to a mail, and none around the linter:
    /// a test that reads one has held all of them against it.
    /// </summary>
    public static List<PickedUpMail> ReadAll(string folder)
    {
        if (!Directory.Exists(folder))
            return [];

        List<PickedUpMail> mails =
            [.. Directory.GetFiles(folder, "*.eml").Order(StringComparer.Ordinal).Select(Read)];
        Assert.Empty(mails.SelectMany(m => MailLint.Check(m.Bytes).Select(wrong => $"{m.File}: {wrong}")));
        Assert.Empty(MailLint.CheckSeries(mails.Select(m => m.Bytes)));
        return mails;
    }

    public static Instant StartOf(CalendarEvent entry) => Instant.FromDateTimeUtc(entry.DtStart!.AsUtc);

    private static PickedUpMail Read(string path)
    {
        var bytes = System.IO.File.ReadAllBytes(path);
        using var stream = new MemoryStream(bytes);
        using var message = MimeMessage.Load(stream);
        var entry = message.BodyParts.OfType<TextPart>()
            .FirstOrDefault(p => p.ContentType.IsMimeType("text", "calendar"));
        var name = FileName.Match(Path.GetFileName(path));
        Assert.True(name.Success, path);
        return new(
            Path.GetFileName(path), bytes, name.Groups["kind"].Value, message.To.Mailboxes.Single().Address,
            message.Date, message.MessageId ?? "", message.TextBody ?? "",
            entry is null ? null : Calendar.Load(entry.Text));
    }

    [GeneratedRegex(@"^\d{8}T\d{6}Z-\d{6}-(?<kind>[a-z]+(-link|-stay)?)-.+\.eml$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FileName { get; }
}
