// The addresses of the library of pictures.
import { get, hook, parts, postLarge, type Route } from '../base/web/route.ts'
import { staff } from '../people/guards.ts'
import { paths } from '../urls.ts'
import * as picker from './pages/picture-picker.tsx'
import * as pictures from './pages/pictures.tsx'
import * as uploads from './pages/uploads.ts'
import { longestPart } from './upload.ts'

const writer = staff('write_articles')

export const mediaRoutes: Route[] = [
  postLarge(paths.deskArticlePicture, writer, pictures.lead, pictures.mostPictureBytes),
  get(paths.deskPictures, writer, pictures.list, ['q', 'before', 'done']),
  postLarge(paths.deskPictures, writer, pictures.take, pictures.mostPictureBytes),
  get(paths.deskPicturePicker, writer, picker.show, ['q', 'before']),
  hook(paths.deskPictureUploads, writer, uploads.begin),
  get(paths.deskPictureUpload, writer, uploads.show),
  ...parts(paths.deskPictureUpload, writer, uploads.append, longestPart),
]
