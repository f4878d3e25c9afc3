using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Kilter.Tests.Support.House;

/// <summary>Everything the compiled code of an assembly mentions: in signatures, base types, constraints, attributes and method bodies.</summary>
internal sealed class CompiledAssembly
{
    private readonly PEReader _file;
    private readonly MetadataReader _reader;
    private readonly SignatureTypes _types;
    private readonly HashSet<Use> _uses = [];
    private (string Namespace, string Name) _from;

    private CompiledAssembly(PEReader file)
    {
        _file = file;
        _reader = file.GetMetadataReader();
        _types = new SignatureTypes(type => Add(type, member: null));
    }

    public static IReadOnlyCollection<Use> UsesOf(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var assembly = new CompiledAssembly(file);
        foreach (var type in assembly._reader.TypeDefinitions)
        {
            assembly.Read(type);
        }

        return assembly._uses;
    }

    private void Read(TypeDefinitionHandle handle)
    {
        var type = _reader.GetTypeDefinition(handle);
        _from = _reader.Outermost(handle);
        Attributes(type.GetCustomAttributes());
        Constraints(type.GetGenericParameters());
        Mention(type.BaseType);
        foreach (var contract in type.GetInterfaceImplementations())
        {
            Mention(_reader.GetInterfaceImplementation(contract).Interface);
        }

        foreach (var field in type.GetFields().Select(_reader.GetFieldDefinition))
        {
            field.DecodeSignature(_types, null);
            Attributes(field.GetCustomAttributes());
        }

        foreach (var property in type.GetProperties().Select(_reader.GetPropertyDefinition))
        {
            Attributes(property.GetCustomAttributes());
        }

        foreach (var method in type.GetMethods().Select(_reader.GetMethodDefinition))
        {
            Read(method);
        }
    }

    private void Read(MethodDefinition method)
    {
        method.DecodeSignature(_types, null);
        Attributes(method.GetCustomAttributes());
        Constraints(method.GetGenericParameters());
        foreach (var parameter in method.GetParameters())
        {
            Attributes(_reader.GetParameter(parameter).GetCustomAttributes());
        }

        if (method.RelativeVirtualAddress == 0)
        {
            return;
        }

        var body = _file.GetMethodBody(method.RelativeVirtualAddress);
        Mention(body.LocalSignature);
        foreach (var region in body.ExceptionRegions)
        {
            Mention(region.CatchType);
        }

        foreach (var token in Il.Tokens(body.GetILBytes()!))
        {
            Mention(token);
        }
    }

    private void Attributes(CustomAttributeHandleCollection attributes)
    {
        foreach (var attribute in attributes)
        {
            Mention(_reader.GetCustomAttribute(attribute).Constructor);
        }
    }

    private void Constraints(GenericParameterHandleCollection parameters)
    {
        foreach (var constraint in parameters.SelectMany(p => _reader.GetGenericParameter(p).GetConstraints()))
        {
            Mention(_reader.GetGenericParameterConstraint(constraint).Type);
        }
    }

    private void Mention(EntityHandle handle)
    {
        if (handle.IsNil)
        {
            return;
        }

        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition or HandleKind.TypeReference:
                Add(handle, member: null);
                break;
            case HandleKind.TypeSpecification:
                _reader.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(_types, null);
                break;
            case HandleKind.StandaloneSignature:
                Signature(_reader.GetStandaloneSignature((StandaloneSignatureHandle)handle));
                break;
            case HandleKind.MethodSpecification:
                var instance = _reader.GetMethodSpecification((MethodSpecificationHandle)handle);
                instance.DecodeSignature(_types, null);
                Mention(instance.Method);
                break;
            case HandleKind.MethodDefinition:
                var method = _reader.GetMethodDefinition((MethodDefinitionHandle)handle);
                Add(method.GetDeclaringType(), _reader.GetString(method.Name));
                break;
            case HandleKind.FieldDefinition:
                var field = _reader.GetFieldDefinition((FieldDefinitionHandle)handle);
                Add(field.GetDeclaringType(), _reader.GetString(field.Name));
                break;
            case HandleKind.MemberReference:
                Member(_reader.GetMemberReference((MemberReferenceHandle)handle));
                break;
        }
    }

    private void Signature(StandaloneSignature signature)
    {
        if (signature.GetKind() == StandaloneSignatureKind.LocalVariables)
        {
            signature.DecodeLocalSignature(_types, null);
        }
        else
        {
            signature.DecodeMethodSignature(_types, null);
        }
    }

    private void Member(MemberReference member)
    {
        var name = _reader.GetString(member.Name);
        if (member.Parent.Kind == HandleKind.TypeSpecification)
        {
            // Of Generic<Argument>.Member, the type that owns the member is named first in the specification.
            string? owned = name;
            var parent = _reader.GetTypeSpecification((TypeSpecificationHandle)member.Parent);
            parent.DecodeSignature(new SignatureTypes(type => Add(type, Interlocked.Exchange(ref owned, null))), null);
        }
        else
        {
            Add(member.Parent, name);
        }

        if (member.GetKind() == MemberReferenceKind.Field)
        {
            member.DecodeFieldSignature(_types, null);
        }
        else
        {
            member.DecodeMethodSignature(_types, null);
        }
    }

    private void Add(EntityHandle type, string? member)
    {
        if (type.Kind is HandleKind.TypeDefinition or HandleKind.TypeReference)
        {
            _uses.Add(new Use(_from.Namespace, _from.Name, _reader.Outermost(type).Namespace, _reader.FullName(type), member));
        }
    }
}
