import type { Call } from "../call.js";
import type { Core } from "../core.js";
import type { Resource } from "../generated/types/project-resources.js";
import type {
  ProjectInput,
  ProjectsCreateBody,
  ProjectsListQuery,
  ProjectsUpdateBody,
  Project as WireProject,
} from "../generated/types/projects.js";
import type { List } from "../pagination/list.js";
import type { CallOptions } from "../routes.js";
import { open } from "./envelope.js";
import { named, theOnly } from "./names.js";
import { type ByUrn, type ByUuid, idOf, type Known, urnOf } from "./references.js";
import { Snapshot, via } from "./snapshot.js";

type KnownProject = Known<
  WireProject,
  "id" | "name" | "description" | "purpose" | "environment" | "is_default" | "created_at" | "updated_at"
>;

/** Something in a project: its URN, since when it is there, and what became of its assignment. */
export type ProjectResource = Known<Resource, "urn" | "status">;

/** A project without its fields: everything that needs only its id. */
export class ProjectRef<W extends { id?: string } = { id: string }> extends Snapshot<W> {
  declare readonly id: string;

  /** The project as it is now, as a new object. `GET /v2/projects/{project_id}` */
  fetch(options: CallOptions = {}): Call<Project> {
    const core = this[via];
    const route = "GET /v2/projects/{project_id}";
    return core.call(route, { ...options, ...this.#at() }, (body) => new Project(core, open(body, "project", route)));
  }

  /** Replaces every attribute; gives the changed project. `PUT /v2/projects/{project_id}` */
  update(body: ProjectsUpdateBody, options: CallOptions = {}): Call<Project> {
    const core = this[via];
    const route = "PUT /v2/projects/{project_id}";
    const args = { ...options, ...this.#at(), body };
    return core.call(route, args, (answer) => new Project(core, open(answer, "project", route)));
  }

  /** Changes what is named, and nothing else; gives the changed project. `PATCH /v2/projects/{project_id}` */
  patch(body: ProjectInput, options: CallOptions = {}): Call<Project> {
    const core = this[via];
    const route = "PATCH /v2/projects/{project_id}";
    const args = { ...options, ...this.#at(), body };
    return core.call(route, args, (answer) => new Project(core, open(answer, "project", route)));
  }

  /**
   * Deletes the project. `DELETE /v2/projects/{project_id}`
   *
   * @throws ConflictError while something is in it
   */
  delete(options: CallOptions = {}): Call<void> {
    return this[via].call("DELETE /v2/projects/{project_id}", { ...options, ...this.#at() }, () => undefined);
  }

  /** What is in the project. `GET /v2/projects/{project_id}/resources` */
  resources(options: CallOptions = {}): List<ProjectResource> {
    const args = { ...options, ...this.#at() };
    return this[via].list("GET /v2/projects/{project_id}/resources", args, (entry) => entry as ProjectResource);
  }

  /**
   * Moves resources here from the projects that they are in; each by its URN, or an object that knows its own. Gives
   * what the API tells of the project's resources: their `status` is `not_found` for a URN that leads to nothing.
   * `POST /v2/projects/{project_id}/resources`
   */
  assign(resources: readonly ByUrn[], options: CallOptions = {}): Call<readonly ProjectResource[]> {
    const route = "POST /v2/projects/{project_id}/resources";
    const args = { ...options, ...this.#at(), body: { resources: resources.map(urnOf) } };
    return this[via].call(route, args, (answer) => open(answer, "resources", route) as ProjectResource[]);
  }

  #at(): { path: { project_id: string } } {
    return { path: { project_id: this.id } };
  }
}

/** A project, as it was at one moment: a group of resources. */
export class Project extends ProjectRef<WireProject> {}

export interface Project extends KnownProject {}

/** The projects of the account. Where an id is expected, `"default"` stands for the default project. */
export class Projects {
  readonly #core: Core;

  constructor(core: Core) {
    this.#core = core;
  }

  /** All projects. `GET /v2/projects` */
  list(query: ProjectsListQuery = {}, options: CallOptions = {}): List<Project> {
    return this.#core.list("GET /v2/projects", { ...options, query }, (wire) => new Project(this.#core, wire));
  }

  /** One project by id. `GET /v2/projects/{project_id}` */
  get(project: ByUuid, options: CallOptions = {}): Call<Project> {
    return this.ref(idOf(project)).fetch(options);
  }

  /** The project that takes what names no other. `GET /v2/projects/default` */
  default(options: CallOptions = {}): Call<Project> {
    return this.get("default", options);
  }

  /** A project by id, without a request. */
  ref(id: string): ProjectRef {
    return new ProjectRef(this.#core, { id });
  }

  /** The projects with a name. */
  findAll({ name }: { readonly name: string }, options: CallOptions = {}): Promise<Project[]> {
    return named(this.list({}, options), name);
  }

  /**
   * The project with a name.
   *
   * @throws NameNotFoundError when there is none
   */
  async find(query: { readonly name: string }, options: CallOptions = {}): Promise<Project> {
    return theOnly(await this.findAll(query, options), "project", query.name);
  }

  /**
   * Creates a project. `POST /v2/projects`
   *
   * @example
   * ```ts
   * const project = await client.projects.create({ name: "shop", purpose: "Web Application" });
   * await project.assign([droplet, "do:domain:example.com"]);
   * for await (const { urn } of project.resources()) console.log(urn);
   * ```
   * @throws ConflictError when the name is taken
   */
  create(body: ProjectsCreateBody, options: CallOptions = {}): Call<Project> {
    const core = this.#core;
    const route = "POST /v2/projects";
    return core.call(route, { ...options, body }, (answer) => new Project(core, open(answer, "project", route)));
  }

  /** Replaces every attribute of a project. `PUT /v2/projects/{project_id}` */
  update(project: ByUuid, body: ProjectsUpdateBody, options: CallOptions = {}): Call<Project> {
    return this.ref(idOf(project)).update(body, options);
  }

  /** Changes what is named of a project, and nothing else. `PATCH /v2/projects/{project_id}` */
  patch(project: ByUuid, body: ProjectInput, options: CallOptions = {}): Call<Project> {
    return this.ref(idOf(project)).patch(body, options);
  }

  /**
   * Deletes a project. `DELETE /v2/projects/{project_id}`
   *
   * @throws ConflictError while something is in it
   */
  delete(project: ByUuid, options: CallOptions = {}): Call<void> {
    return this.ref(idOf(project)).delete(options);
  }

  /** What is in a project. `GET /v2/projects/{project_id}/resources` */
  resources(project: ByUuid, options: CallOptions = {}): List<ProjectResource> {
    return this.ref(idOf(project)).resources(options);
  }

  /** Moves resources to a project. `POST /v2/projects/{project_id}/resources` */
  assign(project: ByUuid, resources: readonly ByUrn[], options: CallOptions = {}): Call<readonly ProjectResource[]> {
    return this.ref(idOf(project)).assign(resources, options);
  }
}

export const projects = (core: Core): Projects => new Projects(core);
