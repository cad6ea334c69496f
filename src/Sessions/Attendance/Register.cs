using Sessions.Courses;
using Sessions.Ledger;

namespace Sessions.Attendance;

/// <summary>
/// Who the identities in the reports are: the roster's addresses first, then whom the instructor has settled. A key
/// is what one identity is known by: its address, else its user id, else the name it typed.
/// </summary>
internal sealed class Register
{
    private readonly Dictionary<string, LearnerId?> _known;
    private readonly Dictionary<string, string> _addresses;

    /// <param name="records">An id that comes with an address in one of them has that address in all.</param>
    public Register(SessionFacts session, IEnumerable<AttendanceRecord> records)
    {
        _known = new(session.Settled, StringComparer.Ordinal);
        foreach (var learner in session.Learners.Where(l => !l.Left))
            _known[Mail(learner.Learner.Email.Key)] = learner.Id;
        _known[Mail(session.Course.Instructor.Email.Key)] = null;
        _addresses = records
            .Where(r => r is { IdentityId: not null, Email: not null })
            .GroupBy(r => Id(r.IdentityId!), r => Mail(r.Email!.Key), StringComparer.Ordinal)
            .ToDictionary(id => id.Key, id => id.First(), StringComparer.Ordinal);
    }

    public string KeyOf(AttendanceRecord record) =>
        record.Email is { } email ? Mail(email.Key)
        : record.IdentityId is { } id ? _addresses.GetValueOrDefault(Id(id), Id(id))
        : $"name:{record.DisplayName.Trim()}";

    /// <returns>False for somebody to settle.</returns>
    /// <param name="learner">Null for somebody known to be no learner.</param>
    public bool Knows(AttendanceRecord record, out LearnerId? learner) =>
        _known.TryGetValue(KeyOf(record), out learner)
        || (record.IdentityId is { } id && _known.TryGetValue(Id(id), out learner));

    private static string Mail(string key) => $"mail:{key}";

    private static string Id(string id) => $"id:{id}";
}
