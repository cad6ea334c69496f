using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.OpenApi;
using NodaTime;
using Sessions.Web.Settings;

namespace Sessions.Web.Api;

internal static class ApiServices
{
    public static void AddApi(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var settings = builder.Configuration.GetSection(ApiOptions.Section).Get<ApiOptions>() ?? new ApiOptions();
        services.ConfigureHttpJsonOptions(json => ApiJson.Configure(json.SerializerOptions));
        services.AddProblemDetails();
        services.AddAuthorization();
        AddAuthentication(services, settings);
        services.AddOpenApi(openApi =>
        {
            openApi.ShouldInclude = endpoint =>
                endpoint.RelativePath?.StartsWith("api/", StringComparison.Ordinal) is true;
            openApi.AddSchemaTransformer((schema, context, _) =>
            {
                Describe(schema, context.JsonTypeInfo.Type);
                return Task.CompletedTask;
            });
        });
    }

    private static void AddAuthentication(IServiceCollection services, ApiOptions settings)
    {
        if (settings.Mode is ApiAuthentication.Key)
        {
            services.AddAuthentication(KeyAuthentication.SchemeName)
                .AddScheme<AuthenticationSchemeOptions, KeyAuthentication>(KeyAuthentication.SchemeName, null);
            return;
        }

        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(bearer =>
        {
            bearer.Authority = settings.Authority;
            bearer.Audience = settings.Audience;
            bearer.MapInboundClaims = false;
            bearer.Events = new JwtBearerEvents
            {
                OnChallenge = challenge =>
                {
                    challenge.HandleResponse();
                    return Unauthorized.WriteAsync(challenge.HttpContext);
                },
            };
        });
    }

    // The serializer writes these as text through converters, which the schema exporter cannot see.
    private static void Describe(OpenApiSchema schema, Type type)
    {
        if (type == typeof(Instant) || type == typeof(Instant?) || type == typeof(OffsetDateTime))
            (schema.Type, schema.Format) = (JsonSchemaType.String, "date-time");
        else if (type == typeof(LocalDateTime))
            (schema.Type, schema.Format) = (JsonSchemaType.String, "local-date-time");
    }
}
