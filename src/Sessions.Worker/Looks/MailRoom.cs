using Microsoft.Extensions.Options;
using NodaTime;
using Sessions.Invitations;
using Sessions.Ledger;
using Sessions.Worker.Settings;

namespace Sessions.Worker.Looks;

/// <summary>Writes an outbox row out as a mail. The links in it exist nowhere but here and in the mail.</summary>
internal sealed class MailRoom(
    LinkKey key, MailIdentity identity, IDateTimeZoneProvider zones, IOptions<PublicUrlOptions> publicUrl)
{
    private readonly Uri _public = publicUrl.Value.ToUri();

    public OutgoingMail Compose(OutboxMessage message) =>
        MailComposer.Compose(message, Links(message), identity, zones);

    private LearnerLinks Links(OutboxMessage message)
    {
        if (message.LearnerId is not { } learner)
            return new(In(""), In(""), Watch: null);

        var page = key.PageToken(message.Session.Course, learner, message.LinkGeneration);
        var watch = key.WatchToken(message.Session, learner, message.LinkGeneration);
        return new(In($"l/{page}"), In($"l/{page}/calendar.ics"), In($"watch/{watch}"));
    }

    private string In(string path) => new Uri(_public, path).ToString();
}
