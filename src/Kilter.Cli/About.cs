using System.Reflection;

namespace Kilter.Cli;

/// <summary>The program itself.</summary>
internal static class About
{
    /// <summary>The version, as in <c>Directory.Build.props</c>.</summary>
    public static string Version { get; } = typeof(About).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";
}
