using System.Text;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Graph.Users.Item;
using Microsoft.Graph.Users.Item.SendMail;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Serialization;
using Sessions.Adapters.Graph;
using Sessions.Courses;
using Sessions.Invitations;

namespace Sessions.Adapters.Mail;

/// <summary>
/// Sends from the organizer's mailbox through Graph, as MIME: in Graph's own JSON an invitation arrives as a file.
/// Graph knows no second request for the same mail, so nothing is repeated here.
/// </summary>
public sealed class GraphPostOffice(GraphTenant tenant, MailPace pace) : IPostOffice
{
    // When the host stops: Graph answers within it as a rule, and a host waits 30 s for its jobs.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private static readonly Dictionary<string, ParsableFactory<IParsable>> Errors = new(StringComparer.Ordinal)
    {
        ["XXX"] = ODataError.CreateFromDiscriminatorValue,
    };

    public int AtOnce => MailPace.AtOnce;

    public async Task<string> SendAsync(OutgoingMail mail, CancellationToken cancel)
    {
        using var message = MimeWriter.Write(mail);
        var body = Encoding.ASCII.GetBytes(Convert.ToBase64String(MimeWriter.ToBytes(message)));
        var mailbox = EmailAddress.Parse(mail.From.Address);
        using var turn = await pace.EnterAsync(mailbox, cancel);

        // From here on it is not broken off at once: a request that is cut leaves a message in doubt.
        using var limit = new CancellationTokenSource();
        await using var stopping = cancel.UnsafeRegister(_ => limit.CancelAfter(Grace), null);
        await tenant.AskMailboxAsync(
            GraphCall.SendMail, mailbox, (graph, user) => PostAsync(graph.RequestAdapter, user, body, limit.Token),
            CancellationToken.None);
        return $"202 accepted by Graph, from {mailbox}";
    }

    public Task RestAsync() => Task.CompletedTask;

    // The SDK has no call for MIME (user-sendmail): its request for JSON, with another body.
    private static async Task<bool> PostAsync(
        IRequestAdapter graph, UserItemRequestBuilder user, byte[] body, CancellationToken cancel)
    {
        using var content = new MemoryStream(body);
        var request = user.SendMail.ToPostRequestInformation(new SendMailPostRequestBody());
        request.Headers.Clear();
        request.SetStreamContent(content, "text/plain");
        await graph.SendNoContentAsync(request, Errors, cancel);
        return true;
    }
}
