using System.Collections.Immutable;
using Sessions.Courses;
using Sessions.Ledger;

namespace Sessions.Worker.Looks;

/// <summary>
/// Messages for several lanes, oldest first. A learner's next message is not handed out before the last one is
/// settled, so that an update never overtakes its invitation.
/// </summary>
internal sealed class LaneQueue(ImmutableArray<OutboxMessage> messages)
{
    private readonly Lock _gate = new();

    private readonly LinkedList<OutboxMessage> _waiting = new(messages);

    private readonly HashSet<EmailAddress> _busy = [];

    /// <param name="own">Whose message the lane sent last: it waits for that one's settlement by itself.</param>
    /// <returns>Null when nothing is left that may leave before another lane is done.</returns>
    public OutboxMessage? Take(EmailAddress? own)
    {
        lock (_gate)
        {
            for (var node = _waiting.First; node is not null; node = node.Next)
            {
                var learner = node.Value.Learner.Email;
                if (!_busy.Add(learner) && learner != own)
                    continue;

                _waiting.Remove(node);
                return node.Value;
            }

            return null;
        }
    }

    /// <summary>The learner's message is settled, and this lane sends no other of theirs.</summary>
    public void Release(EmailAddress learner)
    {
        lock (_gate)
            _busy.Remove(learner);
    }

    public void PutBack(OutboxMessage message)
    {
        lock (_gate)
            _waiting.AddFirst(message);
    }

    /// <summary>What no lane took.</summary>
    public ImmutableArray<OutboxMessage> Left()
    {
        lock (_gate)
            return [.. _waiting];
    }
}
