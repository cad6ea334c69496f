using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Sessions.Simulator.Http;

namespace Sessions.Simulator.Mail;

/// <summary>POST /users/{user}/sendMail: JSON, or a whole message in base64 as text/plain (user-sendmail).</summary>
internal static class SendMail
{
    private static readonly string[] Lists = ["toRecipients", "ccRecipients", "bccRecipients"];

    public static Answer Take(Call call)
    {
        var mailbox = Users.Mailbox(call);
        var mail = call.ContentType?.StartsWith("text/plain", StringComparison.OrdinalIgnoreCase) == true
            ? FromMime(call, mailbox)
            : FromJson(call, mailbox);
        var delivered = call.Switches.Mail is { } limits
            ? MailPacing.Admit(call.State.Mail, mail, limits)
            : call.Now;
        call.State.Mail.Add(mail with { Delivered = delivered });
        return Answer.Accepted;
    }

    private static SentMail FromMime(Call call, User mailbox)
    {
        var text = Encoding.ASCII.GetString(call.Body);
        var mime = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, mime, out var length))
        {
            throw new GraphFailure(
                400, "ErrorMimeContentInvalidBase64String", "Invalid base64 string for MIME content.");
        }

        mime = mime[..length];
        return new SentMail(
            call.Now, call.Now, mailbox.Address, MimeHeaders.Recipients(mime), MimeHeaders.Value(mime, "Subject"),
            MimeHeaders.Value(mime, "Message-ID")?.Trim('<', '>'), mime, IsMime: true, SavedToSentItems: true);
    }

    private static SentMail FromJson(Call call, User mailbox)
    {
        var body = call.Json();
        var message = body["message"] as JsonObject
            ?? throw new GraphFailure(400, "ErrorInvalidRequest", "The Message parameter is required.");
        return new SentMail(
            call.Now, call.Now, mailbox.Address, Recipients(message), message["subject"]?.GetValue<string>(), null,
            call.Body, IsMime: false, SavedToSentItems: body["saveToSentItems"]?.GetValue<bool>() ?? true);
    }

    private static ImmutableArray<string> Recipients(JsonObject message) =>
    [
        .. Lists
            .SelectMany(name => message[name] as JsonArray ?? [])
            .Select(recipient => recipient?["emailAddress"]?["address"]?.GetValue<string>() ?? ""),
    ];
}
