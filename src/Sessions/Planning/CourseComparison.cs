using Sessions.Courses;

namespace Sessions.Planning;

/// <summary>Equality by what a person wrote: records compare arrays and zones by identity.</summary>
internal static class CourseComparison
{
    public static bool Same(Course a, Course b) =>
        a.Id == b.Id && a.Title == b.Title && a.Provider == b.Provider && a.Description == b.Description
        && a.Zone.Id == b.Zone.Id && a.Starts == b.Starts && a.Ends == b.Ends
        && a.Instructor.Name == b.Instructor.Name && a.Instructor.Email.Value == b.Instructor.Email.Value
        && Same(a.Policy, b.Policy)
        && a.Sessions.Length == b.Sessions.Length
        && a.Sessions.Zip(b.Sessions).All(s => Same(s.First, s.Second));

    public static bool Same(Learner a, Learner b) =>
        a.Email == b.Email && a.Name == b.Name && a.Zone?.Id == b.Zone?.Id && a.Language == b.Language;

    private static bool Same(CourseSession a, CourseSession b) =>
        a.Id == b.Id && a.Title == b.Title && a.Time.SameHours(b.Time);

    private static bool Same(CoursePolicy a, CoursePolicy b) =>
        a.Reminders.SequenceEqual(b.Reminders) && a.MissedBelow == b.MissedBelow && a.Notify == b.Notify
        && a.Keep.Equals(b.Keep) && a.Original == b.Original;
}
