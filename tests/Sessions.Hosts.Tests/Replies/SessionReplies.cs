using System.Text.Json;

namespace Sessions.Hosts.Tests.Replies;

/// <summary>What <c>status --json</c> says of a session's replies.</summary>
/// <param name="Absentees">The addresses of those who can't come, with a space between two.</param>
public sealed record SessionReplies(int Coming, int Tentative, int CannotCome, int NoAnswer, string Absentees)
{
    public static SessionReplies Of(JsonElement replies)
    {
        return new(
            Count("coming"), Count("tentative"), Count("cannotCome"), Count("noAnswer"),
            string.Join(' ', replies.GetProperty("absentees").EnumerateArray().Select(a => a.GetProperty("email"))));

        int Count(string answer) => replies.GetProperty(answer).GetInt32();
    }
}
