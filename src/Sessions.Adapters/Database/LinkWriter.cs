using Microsoft.EntityFrameworkCore;
using Sessions.Adapters.Database.Rows;
using Sessions.Courses;
using Sessions.Ledger;

namespace Sessions.Adapters.Database;

/// <summary>Makes the links of a course known.</summary>
internal sealed class LinkWriter(LedgerContext context, LinkKey key, CourseId course)
{
    /// <summary>
    /// Every link that a mail may carry. All are made anew from the key, and those not yet known are added: after a
    /// change of key the next acceptance makes the new links work.
    /// </summary>
    public async Task AddMissingAsync(
        IReadOnlyCollection<LearnerRow> learners, IReadOnlyCollection<SessionId> sessions, CancellationToken cancel)
    {
        var known = (await context.Links.Where(l => l.CourseId == course.Value).Select(l => l.TokenHash)
            .ToListAsync(cancel)).ToHashSet(StringComparer.Ordinal);
        foreach (var learner in learners.Where(l => !l.Left))
        {
            var id = new LearnerId(learner.Id);
            Add(learner, session: null, key.PageToken(course, id, learner.LinkGeneration));
            foreach (var session in sessions)
                Add(learner, session.Slug, key.WatchToken(session, id, learner.LinkGeneration));
        }

        void Add(LearnerRow learner, string? session, string token)
        {
            var hash = LinkToken.Hash(token);
            if (known.Add(hash))
                context.Links.Add(Link(learner, session, hash));
        }
    }

    private LinkRow Link(LearnerRow learner, string? session, string hash) => new()
    {
        TokenHash = hash,
        CourseId = course.Value,
        LearnerId = learner.Id,
        Session = session,
        Generation = learner.LinkGeneration,
    };
}
