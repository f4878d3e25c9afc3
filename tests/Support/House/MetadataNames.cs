using System.Reflection.Metadata;

namespace Kilter.Tests.Support.House;

/// <summary>Names of types that an assembly defines or refers to.</summary>
internal static class MetadataNames
{
    /// <summary>The namespace and full name of the outermost type around a type.</summary>
    public static (string Namespace, string Name) Outermost(this MetadataReader reader, EntityHandle type)
    {
        while (reader.Outer(type) is { IsNil: false } outer)
        {
            type = outer;
        }

        var (space, name) = reader.Names(type);
        return (space, space.Length == 0 ? name : $"{space}.{name}");
    }

    /// <summary>The full name of a type, nested types with a plus.</summary>
    public static string FullName(this MetadataReader reader, EntityHandle type)
    {
        var (space, name) = reader.Names(type);
        return reader.Outer(type) is { IsNil: false } outer ? $"{reader.FullName(outer)}+{name}" : space.Length == 0 ? name : $"{space}.{name}";
    }

    private static EntityHandle Outer(this MetadataReader reader, EntityHandle type)
    {
        if (type.Kind == HandleKind.TypeDefinition)
        {
            return reader.GetTypeDefinition((TypeDefinitionHandle)type).GetDeclaringType();
        }

        var scope = reader.GetTypeReference((TypeReferenceHandle)type).ResolutionScope;
        return scope.Kind == HandleKind.TypeReference ? scope : default(TypeReferenceHandle);
    }

    private static (string Namespace, string Name) Names(this MetadataReader reader, EntityHandle type)
    {
        if (type.Kind == HandleKind.TypeDefinition)
        {
            var definition = reader.GetTypeDefinition((TypeDefinitionHandle)type);
            return (reader.GetString(definition.Namespace), reader.GetString(definition.Name));
        }

        var reference = reader.GetTypeReference((TypeReferenceHandle)type);
        return (reader.GetString(reference.Namespace), reader.GetString(reference.Name));
    }
}
