using System.Globalization;
using System.Text.Json.Nodes;
using Sessions.Simulator.Http;

namespace Sessions.Simulator;

internal sealed record User(string Id, string Address)
{
    public string DisplayName => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(
        Address.Split('@')[0].Replace('.', ' ').Replace('-', ' '));
}

/// <summary>Who has a mailbox. An object id follows from the address alone.</summary>
internal static class Users
{
    /// <summary>GET /users/{id-or-upn}.</summary>
    public static Answer Get(Call call)
    {
        var named = call.Route("user");
        var user = Find(call.State, named) ?? throw new GraphFailure(
            404, "Request_ResourceNotFound",
            $"Resource '{named}' does not exist or one of its queried reference-property objects are not present.");
        return Answer.Ok(Odata.Entity(call, "users", new JsonObject
        {
            ["id"] = user.Id,
            ["displayName"] = user.DisplayName,
            ["mail"] = user.Address,
            ["userPrincipalName"] = user.Address,
            ["preferredLanguage"] = Language(call, user),
        }));
    }

    /// <summary>The mailbox of a path whose owner may be named by address or object id.</summary>
    public static User Mailbox(Call call) => Find(call.State, call.Route("user"))
        ?? throw new GraphFailure(
            404, "ErrorInvalidUser", $"The requested user '{call.Route("user")}' is invalid.");

    /// <summary>The owner of a path that takes nothing but the object id.</summary>
    public static User ByObjectId(Call call)
    {
        var named = call.Route("user");
        return Guid.TryParse(named, out _)
            ? Find(call.State, named) ?? throw new GraphFailure(404, "NotFound", $"User '{named}' is not found.")
            : throw GraphFailure.BadRequest(
                $"Invalid user id '{named}'. With application permissions the user is named by object id.");
    }

    public static User? Find(TenantState state, string named)
    {
        if (!named.Contains('@', StringComparison.Ordinal))
        {
            return Known(state).FirstOrDefault(user => Same(user.Id, named));
        }

        var user = new User(IdOf(state, named), named.ToLowerInvariant());
        if (state.Options.Organizers is { } organizers)
        {
            return organizers.Any(address => Same(address, named)) ? user : null;
        }

        if (!state.Users.Contains(user))
        {
            state.Users.Add(user);
        }

        return user;
    }

    public static string IdOf(TenantState state, string address) =>
        state.Dice.Guid("user", address.ToLowerInvariant()).ToString();

    private static IEnumerable<User> Known(TenantState state) => state.Options.Organizers is { } organizers
        ? organizers.Select(address => new User(IdOf(state, address), address.ToLowerInvariant()))
        : state.Users;

    private static string? Language(Call call, User user) =>
        call.State.Options.Cast().FirstOrDefault(person => person.Email is { } email && Same(email, user.Address))
            ?.Language;

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
