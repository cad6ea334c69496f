using Microsoft.EntityFrameworkCore;
using Sessions.Adapters.Database.Rows;
using Sessions.Ledger;

namespace Sessions.Adapters.Database;

/// <summary>What learners were told, and what they said.</summary>
internal sealed partial class FactsWriter
{
    private Dictionary<Guid, InvitationRow> _invitations = [];
    private HashSet<(Guid Learner, string Reminder)> _reminders = [];
    private HashSet<Guid> _offers = [];
    private Dictionary<Guid, ExpiryNoticeRow> _notices = [];
    private Dictionary<Guid, ReplyRow> _replies = [];

    private async Task FetchLearnersAsync(IReadOnlyCollection<Fact> facts, CancellationToken cancel)
    {
        if (facts.Any(f => f is InvitationQueued))
            _invitations = await Mine(context.Invitations).ToDictionaryAsync(i => i.LearnerId, cancel);

        if (facts.Any(f => f is ReminderQueued))
        {
            var told = await Mine(context.Reminders).Select(r => new { r.LearnerId, r.Reminder }).ToListAsync(cancel);
            _reminders = [.. told.Select(r => (r.LearnerId, r.Reminder))];
        }

        if (facts.Any(f => f is WatchLinkQueued))
            _offers = [.. await Mine(context.Offers).Select(o => o.LearnerId).ToListAsync(cancel)];
        if (facts.Any(f => f is ExpiryTold))
            _notices = await Mine(context.ExpiryNotices).ToDictionaryAsync(n => n.LearnerId, cancel);
        if (facts.Any(f => f is ReplyReceived or InvitationQueued))
            _replies = await Mine(context.Replies).ToDictionaryAsync(r => r.LearnerId, cancel);
    }

    private bool ApplyToLearner(Fact fact)
    {
        switch (fact)
        {
            case InvitationQueued queued:
                Invited(queued);
                return true;
            case ReminderQueued queued:
                Reminded(queued.Learner.Value, seen.ReminderKey(queued.Before));
                return true;
            case WatchLinkQueued queued:
                Offered(queued.Learner.Value);
                return true;
            case ExpiryTold told:
                Noticed(told);
                return true;
            case ReplyReceived reply:
                Replied(reply);
                return true;
            default:
                return false;
        }
    }

    private void Replied(ReplyReceived reply)
    {
        var learner = reply.Learner.Value;
        if (!_replies.TryGetValue(learner, out var row))
        {
            _replies[learner] = row = new ReplyRow
            {
                CourseId = session.CourseId,
                Session = session.Slug,
                LearnerId = learner,
            };
            context.Replies.Add(row);
        }

        (row.Answer, row.Source, row.SentAt, row.ReceivedAt) = (reply.Answer, reply.Source, reply.SentAt, now);
    }

    private void Noticed(ExpiryTold told)
    {
        var learner = told.Learner.Value;
        if (!_notices.TryGetValue(learner, out var row))
        {
            _notices[learner] = row = new ExpiryNoticeRow
            {
                CourseId = session.CourseId,
                Session = session.Slug,
                LearnerId = learner,
            };
            context.ExpiryNotices.Add(row);
        }

        (row.ToldAt, row.ExpiresAt) = (now, told.ExpiresAt);
    }

    private void Invited(InvitationQueued queued)
    {
        var learner = queued.Learner.Value;
        var told = LedgerJson.Write(queued.Content);
        var cancels = queued.Method is ITipMethod.Cancel;
        if (!_invitations.TryGetValue(learner, out var row))
        {
            _invitations[learner] = row = new InvitationRow
            {
                CourseId = session.CourseId,
                Session = session.Slug,
                LearnerId = learner,
                Uid = queued.Uid,
                Told = told,
                FirstTold = now,
            };
            context.Invitations.Add(row);
        }
        else
        {
            ForgetReply(learner, LedgerJson.Read<InvitationContent>(row.Told), queued.Content);
        }

        (row.Uid, row.Sequence, row.Stamp) = (queued.Uid, queued.Sequence, queued.Stamp);
        (row.Told, row.Cancelled, row.TellAnew) = (told, cancels, false);
        if (!cancels)
            row.Address = seen.Learners.Single(l => l.Id == queued.Learner).Learner.Email.Value;
        if (queued.First)
            row.FirstTold = now;
    }

    // What was said of the old hours says nothing of the new ones, which ask for an answer anew.
    private void ForgetReply(Guid learner, InvitationContent before, InvitationContent after)
    {
        if ((before.Start, before.End) != (after.Start, after.End) && _replies.Remove(learner, out var reply))
            context.Replies.Remove(reply);
    }

    private void Reminded(Guid learner, string reminder)
    {
        if (!_reminders.Add((learner, reminder)))
            return;

        context.Reminders.Add(new ReminderRow
        {
            CourseId = session.CourseId,
            Session = session.Slug,
            LearnerId = learner,
            Reminder = reminder,
            ToldAt = now,
        });
    }

    private void Offered(Guid learner)
    {
        if (!_offers.Add(learner))
            return;

        context.Offers.Add(new OfferRow
        {
            CourseId = session.CourseId,
            Session = session.Slug,
            LearnerId = learner,
            ToldAt = now,
        });
    }
}
